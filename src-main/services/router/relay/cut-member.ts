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
import type { ValueSpan } from './peek-body.ts';

/** A JSON object's bytes without one top-level member, as `findMember` sees it; the rest stays byte for byte. */
export function cutMember(bytes: Buffer, key: string): Buffer {
  const found = findMember(bytes, key);
  if (found === undefined) return bytes;
  return Buffer.concat([bytes.subarray(0, found.startByte), bytes.subarray(found.endByte)]);
}

/**
 * Where a top-level member of a JSON object stands, with the comma that goes with it. Undefined where there is no
 * such member, or where the bytes are no JSON object.
 *
 * @param key plain ASCII; a key written with escapes is not found
 */
export function findMember(bytes: Buffer, key: string): ValueSpan | undefined {
  const quoted = JSON.stringify(key);
  if (!new Needle(quoted).isIn(bytes)) return undefined;
  const wanted = Buffer.from(quoted);
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_BRACE) return undefined;
  /** Where the cut begins if the next member goes: at the comma before it, or right behind the brace. */
  let from = at + 1;
  at = skipSpace(bytes, at + 1);
  for (;;) {
    if (bytes[at] !== QUOTE) return undefined;
    const keyEnd = skipString(bytes, at);
    if (keyEnd < 0) return undefined;
    const isWanted = wanted.equals(bytes.subarray(at, keyEnd));
    at = skipSpace(bytes, keyEnd);
    if (bytes[at] !== COLON) return undefined;
    const valueEnd = skipValue(bytes, skipSpace(bytes, at + 1));
    if (valueEnd < 0) return undefined;
    at = skipSpace(bytes, valueEnd);
    const isLast = bytes[at] === CLOSE_BRACE;
    if (!isLast && bytes[at] !== COMMA) return undefined;
    if (isWanted) {
      const isFirst = bytes[from] !== COMMA;
      const to = isFirst && !isLast ? at + 1 : at;
      return { startByte: from, endByte: to };
    }
    if (isLast) return undefined;
    from = at;
    at = skipSpace(bytes, at + 1);
  }
}
