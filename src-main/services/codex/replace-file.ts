import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
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
  throw new AppError('swap-conflict', `${path} is a link that leads in a circle.`, {
    detail: 'link_loop',
    remedy: 'Remove or correct the link, then try again.',
  });
}

/**
 * Replaces the file at `target` (not a link) whole: a reader, a crash or a power cut meets the old bytes or
 * the new ones. The temporary file lies beside it, because a rename cannot leave its file system.
 *
 * @param token makes the temporary name unique; a leftover of the same name is removed.
 */
export async function replaceFile(
  files: FileLayer,
  target: string,
  bytes: Uint8Array,
  mode: number,
  token: string,
): Promise<void> {
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
    // The mode given at creation is cut down by the umask.
    await files.chmod(temporary, mode);
    await files.rename(temporary, target);
  } catch (cause) {
    await files.remove(temporary);
    throw cause;
  }
  await files.syncFolder(dirname(target));
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
