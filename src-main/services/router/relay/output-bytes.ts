const DELTA = /"delta"\s*:\s*"((?:[^"\\]|\\.)*)"/g;
/** Where a server sends no deltas, the whole texts and arguments stand for them. */
const WHOLE = /"(?:text|arguments|input)"\s*:\s*"((?:[^"\\]|\\.)*)"/g;

/**
 * How much a model wrote, in bytes of text, for an estimate of its tokens. Read from the end of an answer: what
 * came before it is taken to hold text in the same share.
 *
 * @param tail the end of the answer's bytes, as text
 * @param totalBytes of the whole answer
 */
export function outputBytesOf(tail: string, totalBytes: number): number {
  const tailBytes = Buffer.byteLength(tail);
  if (tailBytes === 0) return 0;
  const text = bytesOf(tail, DELTA) || bytesOf(tail, WHOLE);
  return Math.round((text * Math.max(totalBytes, tailBytes)) / tailBytes);
}

function bytesOf(tail: string, pattern: RegExp): number {
  let bytes = 0;
  for (const [, text = ''] of tail.matchAll(pattern)) bytes += Buffer.byteLength(text);
  return bytes;
}
