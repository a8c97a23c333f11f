import { dirname, join } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';

const LOCK_FILE = '.signalbox-swap.lock';

/** A swap takes a second, with a slow Codex half a minute: whoever holds the lock longer is not working. */
const STALE_AFTER_MS = 5 * 60_000;

export interface LockOwner {
  readonly pid: number;
  readonly nowMs: number;
  /** Unique in this machine. */
  readonly token: string;
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Keeps two Signalboxes, even of different users' data folders, from editing one `config.toml` at a time:
 * the lock lies beside it. A lock whose process is gone is taken over.
 *
 * @throws AppError `swap-conflict` while another one works.
 */
export async function lockSwap(
  files: FileLayer,
  configPath: string,
  owner: LockOwner,
): Promise<AsyncDisposable> {
  const path = join(dirname(configPath), LOCK_FILE);
  await files.makeFolder(dirname(configPath));
  if (!(await take(files, path, owner)) && !(await takeOver(files, path, owner))) {
    throw new AppError('swap-conflict', 'Another Signalbox is changing the Codex configuration.', {
      detail: 'locked',
      remedy: `Try again in a moment. If no other Signalbox runs, remove ${path}.`,
    });
  }
  return { [Symbol.asyncDispose]: () => release(files, path) };
}

/** A lock that cannot be removed is stale as soon as this process ends; it must not hide what went wrong. */
async function release(files: FileLayer, path: string): Promise<void> {
  try {
    await files.remove(path);
  } catch (cause) {
    if (!hasErrorCode(cause, 'EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EIO')) throw cause;
  }
}

/** Whether a lock lies there, held or left behind. */
export async function hasLock(files: FileLayer, configPath: string): Promise<boolean> {
  return (await files.facts(join(dirname(configPath), LOCK_FILE))) !== undefined;
}

async function take(files: FileLayer, path: string, owner: LockOwner): Promise<boolean> {
  try {
    const file = await files.create(path, 0o600);
    try {
      await file.write(encodeText(JSON.stringify({ pid: owner.pid, atMs: owner.nowMs })));
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if (hasErrorCode(cause, 'EEXIST')) return false;
    throw cause;
  }
}

/**
 * Moving the stale lock aside is what only one of several can do; whoever finds that it moved another lock
 * than the one it judged puts it back.
 */
async function takeOver(files: FileLayer, path: string, owner: LockOwner): Promise<boolean> {
  const judged = await readLock(files, path);
  if (judged !== undefined && !isStale(judged, owner)) return false;
  const aside = `${path}.${owner.token}`;
  try {
    await files.rename(path, aside);
  } catch (cause) {
    if (!hasErrorCode(cause, 'ENOENT')) throw cause;
    return take(files, path, owner);
  }
  if ((await readLock(files, aside)) !== judged) {
    await files.rename(aside, path);
    return false;
  }
  await files.remove(aside);
  return take(files, path, owner);
}

async function readLock(files: FileLayer, path: string): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : (decodeText(bytes) ?? '');
}

/** An unreadable lock is one whose writer died between creating and writing it. */
function isStale(text: string, owner: LockOwner): boolean {
  const match = /^\{"pid":(\d{1,10}),"atMs":(\d{1,16})\}$/.exec(text);
  if (match === null) return true;
  const [pid, atMs] = [Number(match[1]), Number(match[2])];
  return !owner.isAlive(pid) || Math.abs(owner.nowMs - atMs) > STALE_AFTER_MS;
}
