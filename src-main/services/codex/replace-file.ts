import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import type { FileLayer } from './file-layer.ts';

/** As many as Linux follows. */
const MAX_LINKS = 40;

/**
 * Where a write to `path` must go: the end of its chain of links, so that a link into a dotfiles repository
 * stays a link. The end need not exist.
 *
 * @throws AppError `swap-conflict` when the links lead in a circle.
 */
export async function followLinks(files: FileLayer, path: string): Promise<string> {
  let target = path;
  for (let step = 0; step < MAX_LINKS; step += 1) {
    const facts = await files.facts(target);
    if (facts?.kind !== 'link') return target;
    target = resolve(dirname(target), await files.readLink(target));
  }
  throw new AppError('swap-conflict', say`${path} is a link that leads in a circle.`, {
    detail: 'link_loop',
    remedy: say`Remove or correct the link, then try again.`,
  });
}

/** Detail of the error for a file that somebody else changed while it was being replaced. */
export const CHANGED_MEANWHILE = 'changed_meanwhile';

export interface Replacement {
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** Makes the temporary name unique; a leftover of the same name is removed. */
  readonly token: string;
  /** What stood there when it was read: if that is not so any more, nothing is replaced. Absent: whatever it is. */
  readonly instead?: Uint8Array | 'nothing';
  /** Where the file cannot stay its owner's, as it is not ours: replace it all the same. */
  readonly isOwnerFree?: boolean;
}

/**
 * Replaces the file at `target` (not a link) whole: a reader, a crash or a power cut meets the old bytes or
 * the new ones. It stays its owner's. The temporary file lies beside it, because a rename cannot leave its file
 * system.
 *
 * @throws AppError `swap-conflict`, detail `changed_meanwhile`; whatever the file system throws
 */
export async function replaceFile(files: FileLayer, target: string, replacement: Replacement): Promise<void> {
  const { bytes, mode, token, instead, isOwnerFree = false } = replacement;
  const temporary = temporaryPath(target, token);
  await files.remove(temporary);
  try {
    const file = await files.create(temporary, mode);
    try {
      await file.write(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await keepOwner(files, target, temporary, isOwnerFree);
    // The mode given at creation is cut down by the umask, and a change of owner takes some bits away.
    await files.chmod(temporary, mode);
    // Last of all, so that the moment in which a change of somebody else's could be lost is the shortest there is.
    if (instead !== undefined && !isSame(await files.read(target), instead)) {
      throw new AppError('swap-conflict', say`${target} was changed by somebody else at this very moment.`, {
        detail: CHANGED_MEANWHILE,
        remedy: say`Try again.`,
      });
    }
    await files.rename(temporary, target);
  } catch (cause) {
    await files.remove(temporary);
    throw cause;
  }
  await files.syncFolder(dirname(target));
}

const TRIES = 5;

/** Does `work`, which reads a file and replaces it, again from the start when somebody changed the file meanwhile. */
export async function unlessChanged<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      const isChanged = cause instanceof AppError && cause.detail === CHANGED_MEANWHILE;
      if (!isChanged || tries === TRIES) throw cause;
    }
  }
}

/** Also where an administrator works on the file of somebody else, who could not read it any more otherwise. */
async function keepOwner(
  files: FileLayer,
  target: string,
  temporary: string,
  isOwnerFree: boolean,
): Promise<void> {
  const [theirs, ours] = [await files.facts(target), await files.facts(temporary)];
  if (theirs === undefined || ours === undefined) return;
  if (theirs.uid === ours.uid && theirs.gid === ours.gid) return;
  try {
    await files.chown(temporary, theirs.uid, theirs.gid);
  } catch (cause) {
    if (!isOwnerFree || !hasErrorCode(cause, 'EPERM')) throw cause;
  }
}

function isSame(found: Uint8Array | undefined, wanted: Uint8Array | 'nothing'): boolean {
  if (found === undefined || wanted === 'nothing') return found === undefined && wanted === 'nothing';
  return Buffer.compare(found, wanted) === 0;
}

function temporaryPath(target: string, token: string): string {
  return join(dirname(target), `.${basename(target)}.signalbox-${token}.tmp`);
}

/** Removes what a run that was killed left beside `target`. Only where nobody else is writing it now. */
export async function removeTemporaries(files: FileLayer, target: string): Promise<void> {
  const folder = dirname(target);
  const start = `.${basename(target)}.signalbox-`;
  for (const name of await files.list(folder)) {
    if (name.startsWith(start) && name.endsWith('.tmp')) await files.remove(join(folder, name));
  }
}
