import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder once, whole or not at all: it is filled under a temporary name and renamed into place.
 * Two makers at once are safe; the second to finish throws its own away and uses the first's.
 * @param {string} folder where it has to be in the end
 * @param {(unfinished: string) => Promise<void>} fill
 * @returns {Promise<'found' | 'made'>}
 */
export async function makeInCache(folder, fill) {
  if (existsSync(folder)) return 'found';
  const unfinished = makeUnfinished(folder);
  try {
    await fill(unfinished);
    moveIntoPlace(unfinished, folder);
    return 'made';
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {string} */
function makeUnfinished(folder) {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    return mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new Error(
      `The cache ${dirname(folder)} cannot be written${why}. SIGNALBOX_CACHE names another folder for it.`,
      { cause },
    );
  }
}

/** @param {string} from @param {string} to */
function moveIntoPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (cause) {
    // Someone else was first: a rename never replaces a folder that has something in it.
    if (!existsSync(to)) throw cause;
  }
}
