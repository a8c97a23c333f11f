import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RequestRecord } from '../../contract/request-record.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { listLedgerFiles } from './ledger-files.ts';
import { linesBackwards } from './lines-backwards.ts';
import { parseRecord } from './parse-record.ts';

export interface ReadLedgerOptions {
  /** Told once for each line that cannot be read. */
  readonly onDamaged?: (path: string, lineNumber: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Every record, oldest first, over all generations of the log. Streams; damaged lines are passed over, and
 * a record that stands there twice is given once.
 */
export async function* readLedger(
  folder: string,
  options: ReadLedgerOptions = {},
): AsyncGenerator<RequestRecord> {
  const seen = new Set<string>();
  for (const path of await listLedgerFiles(folder)) {
    const input = createReadStream(path, { encoding: 'utf8', signal: options.signal });
    let lineNumber = 0;
    try {
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        lineNumber += 1;
        const record = parseRecord(line);
        if (!record) {
          if (line !== '') options.onDamaged?.(path, lineNumber);
        } else if (!seen.has(record.id)) {
          seen.add(record.id);
          yield record;
        }
      }
    } catch (cause) {
      // Rotated away between listing and opening: its records are in the next generation.
      if (!hasErrorCode(cause, 'ENOENT')) throw cause;
    } finally {
      input.destroy();
    }
  }
}

/** The newest records, newest first, at most `limit`: reads backwards, so a long log costs nothing. */
export async function readNewest(folder: string, limit: number): Promise<RequestRecord[]> {
  const records: RequestRecord[] = [];
  const seen = new Set<string>();
  for (const path of (await listLedgerFiles(folder)).reverse()) {
    for await (const line of linesBackwards(path)) {
      if (records.length >= limit) return records;
      const record = parseRecord(line);
      if (!record || seen.has(record.id)) continue;
      seen.add(record.id);
      records.push(record);
    }
  }
  return records;
}
