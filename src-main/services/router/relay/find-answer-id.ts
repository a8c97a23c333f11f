const ID = /"id"\s*:\s*"((?:resp_|chatcmpl-)[^"\\]+)"/;
const WITHIN_BYTES = 1024;

/**
 * The upstream's own id of an answer, out of its first bytes. Taken from the bytes and not from their text: it is
 * remembered for long, and as a part of that text it would hold all of it.
 */
export function findAnswerId(bytes: Buffer): string | undefined {
  const found = ID.exec(bytes.toString('latin1', 0, WITHIN_BYTES));
  const id = found?.[1];
  if (found === null || id === undefined) return undefined;
  const endsAt = found.index + found[0].length - 1; // before the closing quote
  return bytes.toString('latin1', endsAt - id.length, endsAt);
}
