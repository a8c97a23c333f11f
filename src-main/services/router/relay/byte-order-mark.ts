const MARK = Buffer.from('\ufeff');
const NOTHING = Buffer.alloc(0);

/**
 * Takes a byte order mark off the beginning of a stream, however it is split. The standard lets one stand there, and
 * the event stream reader of Codex panics at it.
 */
export function createMarkFilter(): (chunk: Buffer) => Buffer {
  let held: Buffer | undefined = NOTHING;
  return chunk => {
    if (held === undefined) return chunk;
    const bytes: Buffer = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (bytes.length < MARK.length && MARK.subarray(0, bytes.length).equals(bytes)) {
      held = bytes;
      return NOTHING;
    }
    held = undefined;
    return MARK.equals(bytes.subarray(0, MARK.length)) ? bytes.subarray(MARK.length) : bytes;
  };
}
