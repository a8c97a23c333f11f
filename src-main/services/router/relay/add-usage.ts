import type { CanonicalUsage } from '../wire/canonical-usage.ts';
import { usageObject } from '../wire/responses/answer-items.ts';
import { cutMember } from './cut-member.ts';
import { skipValue } from './json-bytes.ts';

const TERMINAL = /(?:"type"\s*:\s*"|event:[ ]?)response\.(?:completed|incomplete)\b/;
const RESPONSE = /"response"\s*:\s*(?=\{)/g;

/**
 * The bytes of a stream's end with a usage put into the response of its terminal event; all else stays byte for
 * byte. The bytes themselves where the event cannot be read.
 *
 * @param bytes begin at or before the terminal event, or inside its type, and hold it to its end
 */
export function addUsage(bytes: Buffer, usage: CanonicalUsage): Buffer {
  // One char per byte: positions in the text are positions in the bytes.
  const text = bytes.toString('latin1');
  RESPONSE.lastIndex = TERMINAL.exec(text)?.index ?? 0;
  const found = RESPONSE.exec(text);
  if (found === null) return bytes;
  const start = found.index + found[0].length;
  const end = skipValue(bytes, start);
  if (end < 0) return bytes;
  // A null may stand there: Codex fails an answer that names a field twice.
  const response = cutMember(bytes.subarray(start, end), 'usage');
  const comma = response.length > '{}'.length ? ',' : '';
  return Buffer.concat([
    bytes.subarray(0, start),
    response.subarray(0, -1),
    Buffer.from(`${comma}"usage":${JSON.stringify(usageObject(usage))}}`),
    bytes.subarray(end),
  ]);
}
