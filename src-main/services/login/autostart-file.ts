import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isAutostartOn } from '../../domain/login/desktop-entry.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

/** Whether the desktop will start what this autostart file names. */
export async function readAutostart(path: string): Promise<boolean> {
  try {
    return isAutostartOn(await readFile(path, 'utf8'));
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT')) return false;
    throw cause;
  }
}

/** @param text absent removes the file */
export async function writeAutostart(path: string, text: string | undefined): Promise<void> {
  if (text === undefined) return await rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, text);
}
