import { open } from 'node:fs/promises';
import { hasErrorCode } from '../host/has-error-code.ts';

const CHUNK_BYTES = 256 * 1024;

/** The lines of a file, last one first; none for a file that is not there. */
export async function* linesBackwards(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    if (hasErrorCode(cause, 'ENOENT')) return undefined;
    throw cause;
  });
  if (!file) return;
  try {
    let end = (await file.stat()).size;
    // Bytes, not text: a chunk may begin inside a character.
    let rest = Buffer.alloc(0);
    while (end > 0) {
      const start = Math.max(0, end - CHUNK_BYTES);
      const chunk = Buffer.alloc(end - start);
      await file.read(chunk, 0, chunk.length, start);
      const bytes = Buffer.concat([chunk, rest]);
      const firstBreak = start === 0 ? -1 : bytes.indexOf(0x0a);
      if (start > 0 && firstBreak === -1) {
        rest = bytes;
      } else {
        rest = bytes.subarray(0, Math.max(0, firstBreak));
        const lines = bytes
          .subarray(firstBreak + 1)
          .toString('utf8')
          .split('\n');
        for (const line of lines.reverse()) if (line !== '') yield line;
      }
      end = start;
    }
  } finally {
    await file.close();
  }
}
