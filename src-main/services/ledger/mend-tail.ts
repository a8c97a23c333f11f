import type { FileHandle } from 'node:fs/promises';

const NEWLINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;

/** Bytes after the last line end, at most `limitBytes`; the file must be open for reading. */
async function readTail(file: FileHandle, sizeBytes: number): Promise<{ start: number; text: string }> {
  let start = sizeBytes;
  let tail = Buffer.alloc(0);
  while (start > 0) {
    const from = Math.max(0, start - CHUNK_BYTES);
    const chunk = Buffer.alloc(start - from);
    await file.read(chunk, 0, chunk.length, from);
    tail = Buffer.concat([chunk, tail]);
    start = from;
    const newline = chunk.lastIndexOf(NEWLINE);
    if (newline === -1) continue;
    return { start: from + newline + 1, text: tail.subarray(newline + 1).toString('utf8') };
  }
  return { start: 0, text: tail.toString('utf8') };
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the file end with a line end before anything is appended. A last line that a crash cut short is
 * taken out, since nothing can be read from it; a whole one that only lacks its line end gets it.
 */
export async function mendTail(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) return;
  const { start, text } = await readTail(file, size);
  if (text === '') return;
  if (isWhole(text)) await file.appendFile('\n');
  else await file.truncate(start);
}
