import { open, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { hasErrorCode } from '../host/has-error-code.ts';
import { listLedgerFiles } from './ledger-files.ts';

export interface LedgerTail {
  /** Gives every whole line written since the last call, oldest first. Yields to other work in between. */
  read(onLine: (line: string) => void): Promise<void>;
}

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** Follows the request log over rotations: a file is known by its inode, whatever its name is by now. */
export function tailLedger(folder: string): LedgerTail {
  let readBytes = new Map<number, number>();
  return {
    async read(onLine) {
      const next = new Map<number, number>();
      for (const path of await listLedgerFiles(folder)) {
        const found = await stat(path).catch((cause: unknown) => {
          if (hasErrorCode(cause, 'ENOENT')) return undefined; // rotated meanwhile: the next call finds it
          throw cause;
        });
        if (found === undefined) continue;
        // A shorter file lost a cut line at its end, which was never read.
        const from = Math.min(readBytes.get(found.ino) ?? 0, found.size);
        next.set(found.ino, from < found.size ? await readLines(path, from, found.size, onLine) : from);
      }
      readBytes = next;
    },
  };
}

/** @returns the position after the last whole line */
async function readLines(
  path: string,
  from: number,
  to: number,
  onLine: (line: string) => void,
): Promise<number> {
  await using file = await open(path, 'r');
  let position = from;
  let rest = Buffer.alloc(0);
  while (position < to) {
    const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, to - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const end = bytes.lastIndexOf(NEWLINE);
    if (end >= 0) {
      for (const line of bytes.toString('utf8', 0, end).split('\n')) onLine(line);
    }
    rest = bytes.subarray(end + 1);
    await setImmediate();
  }
  return position - rest.length;
}
