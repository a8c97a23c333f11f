import { dirname, join } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';

const UNREADABLE = 'unreadable';
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
  let isTaken: boolean;
  try {
    await files.makeFolder(dirname(configPath));
    isTaken = (await take(files, path, owner)) || (await takeOver(files, path, owner));
  } catch (cause) {
    throw explained(dirname(configPath), cause);
  }
  if (!isTaken) {
    throw new AppError('swap-conflict', say`Another Signalbox is changing the Codex configuration.`, {
      detail: 'locked',
      remedy: say`Try again in a moment. If no other Signalbox runs, remove ${path}.`,
    });
  }
  return { [Symbol.asyncDispose]: () => release(files, path) };
}

/** Nothing has been touched yet: a folder that takes no lock takes no new configuration either. */
function explained(folder: string, cause: unknown): unknown {
  const isFull = hasErrorCode(cause, 'ENOSPC', 'EDQUOT');
  if (!isFull && !hasErrorCode(cause, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) return cause;
  return new AppError('swap-conflict', say`${folder} cannot be written; nothing was changed.`, {
    cause,
    detail: isFull ? 'disk_full' : 'not_writable',
    remedy: say`Check the permissions of the folder, and the free disk space.`,
  });
}

/** A lock that cannot be removed is stale as soon as this process ends; it must not hide what went wrong. */
async function release(files: FileLayer, path: string): Promise<void> {
  try {
    await removePieces(files, path);
    await files.remove(path);
  } catch (cause) {
    if (!hasErrorCode(cause, 'EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EIO')) throw cause;
  }
}

/** What killed runs left. A draft of somebody who is waiting for us may go, too: they see that and give up. */
async function removePieces(files: FileLayer, path: string): Promise<void> {
  for (const name of await files.list(dirname(path))) {
    if (name.startsWith(`${LOCK_FILE}.`)) await files.remove(join(dirname(path), name));
  }
}

/** Whether a lock, or a piece of one, lies there, held or left behind. */
export async function hasLock(files: FileLayer, configPath: string): Promise<boolean> {
  return (await files.list(dirname(configPath))).some(name => name.startsWith(LOCK_FILE));
}

/** The lock appears whole, content and all, or not at all: nobody can take it for one cut short. */
async function take(files: FileLayer, path: string, owner: LockOwner): Promise<boolean> {
  const draft = `${path}.${owner.token}`;
  await files.remove(draft);
  try {
    // For everybody to read: another account has to see whether its owner lives.
    const file = await files.create(draft, 0o644);
    try {
      await file.write(encodeText(JSON.stringify({ pid: owner.pid, atMs: owner.nowMs })));
    } finally {
      await file.close();
    }
    await files.link(draft, path);
    return true;
  } catch (cause) {
    if (hasErrorCode(cause, 'EEXIST', 'ENOENT')) return false;
    if (!hasErrorCode(cause, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK')) throw cause;
    return await takeWithoutLinks(files, draft, path);
  } finally {
    await files.remove(draft);
  }
}

/** For file systems without hard links (exFAT, some network shares): as good as they can do. */
async function takeWithoutLinks(files: FileLayer, draft: string, path: string): Promise<boolean> {
  if ((await files.facts(path)) !== undefined) return false;
  await files.rename(draft, path);
  return true;
}

/** Only who holds the second lock may remove a stale first one: two could otherwise remove each other's. */
async function takeOver(files: FileLayer, path: string, owner: LockOwner): Promise<boolean> {
  const judged = await readLock(files, path);
  if (judged !== undefined && !isStale(judged, owner)) return false;
  const guard = `${path}.takeover`;
  if (!(await take(files, guard, owner))) {
    const holder = await readLock(files, guard);
    if (holder === undefined || !isStale(holder, owner)) return false;
    // Its holder died between two steps of this very function.
    await files.remove(guard);
    if (!(await take(files, guard, owner))) return false;
  }
  try {
    const found = await readLock(files, path);
    if (found !== undefined && !isStale(found, owner)) return false;
    await files.remove(path);
    return await take(files, path, owner);
  } finally {
    await files.remove(guard);
  }
}

/** One that must not be read belongs to another account, and counts as held. */
async function readLock(files: FileLayer, path: string): Promise<string | undefined> {
  try {
    const bytes = await files.read(path);
    return bytes === undefined ? undefined : (decodeText(bytes) ?? '');
  } catch (cause) {
    if (hasErrorCode(cause, 'EACCES', 'EPERM')) return UNREADABLE;
    throw cause;
  }
}

/** An unreadable lock is one that a power cut emptied. */
function isStale(text: string, owner: LockOwner): boolean {
  if (text === UNREADABLE) return false;
  const match = /^\{"pid":(\d{1,10}),"atMs":(\d{1,16})\}$/.exec(text);
  if (match === null) return true;
  const [pid, atMs] = [Number(match[1]), Number(match[2])];
  return !owner.isAlive(pid) || Math.abs(owner.nowMs - atMs) > STALE_AFTER_MS;
}
