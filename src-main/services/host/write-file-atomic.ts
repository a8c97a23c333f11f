import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasErrorCode } from './has-error-code.ts';

async function writeTemporary(path: string, text: string, mode: number): Promise<string> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${randomUUID().slice(0, 8)}.tmp`);
  const file = await open(temporary, 'wx', mode);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  } finally {
    await file.close();
  }
  return temporary;
}

/** Replaces `path` whole: a reader sees the old text or the new, also after a power cut. */
export async function writeFileAtomic(path: string, text: string, mode = 0o600): Promise<void> {
  const temporary = await writeTemporary(path, text, mode);
  try {
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** Creates `path` whole, or leaves what is there alone. @returns whether it was created */
export async function createFileAtomic(path: string, text: string, mode = 0o600): Promise<boolean> {
  const temporary = await writeTemporary(path, text, mode);
  try {
    // A hard link fails where a rename would silently replace somebody else's file.
    await link(temporary, path);
    return true;
  } catch (cause) {
    if (hasErrorCode(cause, 'EEXIST')) return false;
    if (!hasErrorCode(cause, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EXDEV')) throw cause;
    return await createExclusively(path, text, mode);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** For file systems without hard links (exFAT, some network shares). */
async function createExclusively(path: string, text: string, mode: number): Promise<boolean> {
  try {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if (hasErrorCode(cause, 'EEXIST')) return false;
    throw cause;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for syncing, and needs no such step.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
