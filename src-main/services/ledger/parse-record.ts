import { type RequestRecord, requestRecordSchema } from '../../contract/request-record.ts';
import { completeOlderRecord } from './older-record.ts';

/** One line of the log, or undefined when it is damaged, empty or not a record of ours. */
export function parseRecord(line: string): RequestRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = requestRecordSchema.safeParse(completeOlderRecord(JSON.parse(line)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // A line cut by a power failure: the records around it are still good.
    return undefined;
  }
}
