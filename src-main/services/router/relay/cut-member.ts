import { Needle } from '../needle.ts';
import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  OPEN_BRACE,
  QUOTE,
  skipSpace,
  skipString,
  skipValue,
} from './json-bytes.ts';

/**
 * A JSON object's bytes without one top-level member; the rest stays byte for byte. The bytes themselves where
 * there is no such member, or where they are no JSON object.
 *
 * @param key plain ASCII; a key written with escapes is not found
 */
export function cutMember(bytes: Buffer, key: string): Buffer {
  const quoted = JSON.stringify(key);
  if (!new Needle(quoted).isIn(bytes)) return bytes;
  const wanted = Buffer.from(quoted);
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_BRACE) return bytes;
  /** Where the cut begins if the next member goes: at the comma before it, or right behind the brace. */
  let from = at + 1;
  at = skipSpace(bytes, at + 1);
  for (;;) {
    if (bytes[at] !== QUOTE) return bytes;
    const keyEnd = skipString(bytes, at);
    if (keyEnd < 0) return bytes;
    const isWanted = wanted.equals(bytes.subarray(at, keyEnd));
    at = skipSpace(bytes, keyEnd);
    if (bytes[at] !== COLON) return bytes;
    const valueEnd = skipValue(bytes, skipSpace(bytes, at + 1));
    if (valueEnd < 0) return bytes;
    at = skipSpace(bytes, valueEnd);
    const isLast = bytes[at] === CLOSE_BRACE;
    if (!isLast && bytes[at] !== COMMA) return bytes;
    if (isWanted) {
      const isFirst = bytes[from] !== COMMA;
      const to = isFirst && !isLast ? at + 1 : at;
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    }
    if (isLast) return bytes;
    from = at;
    at = skipSpace(bytes, at + 1);
  }
}
