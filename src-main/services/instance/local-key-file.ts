import { constants } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';

/** In the temporary directory of the OS; local scripts read it to authenticate. */
export const LOCAL_KEY_FILE = 'codex-litellm-proxy.key';

export function localKeyPath(temporaryFolder: string): string {
  return join(temporaryFolder, LOCAL_KEY_FILE);
}

/**
 * Writes the session's local key, readable by its owner only. A file left by a crash is replaced, never
 * followed or written into: it is removed and created anew exclusively, so a planted link gains nothing.
 *
 * @throws AppError `unavailable`, detail `key_file_blocked`
 */
export async function writeLocalKeyFile(path: string, localKey: string): Promise<void> {
  try {
    await rm(path, { force: true });
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    const file = await open(path, flags, 0o600);
    try {
      await file.writeFile(localKey);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new AppError('unavailable', say`The key file ${path} cannot be written.`, {
      cause,
      detail: 'key_file_blocked',
      remedy: say`Remove it if it belongs to somebody else, or set TMPDIR (TEMP on Windows) to a folder of your own.`,
    });
  }
}

/** Removes the file if it still holds this key: another Signalbox may have written its own since. */
export async function removeLocalKeyFile(path: string, localKey: string): Promise<void> {
  const current = await readLocalKey(path);
  if (current === localKey) await rm(path, { force: true });
}

/** @returns the key, or undefined when no router runs */
export async function readLocalKey(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT')) return undefined;
    throw new AppError('unavailable', say`The key file ${path} cannot be read.`, {
      cause,
      detail: 'key_file_blocked',
      remedy: say`It belongs to another user, or its permissions were changed.`,
    });
  }
}
