import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to, absolute, without a trailing separator. */
export const repositoryFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Where downloaded programs (Electron, Codex) are kept between checkouts.
 * `SIGNALBOX_CACHE` wins; otherwise the platform's own cache convention.
 * @param {{ platform: string, env: Record<string, string | undefined>, home: string }} machine
 * @returns {string}
 */
export function chooseCacheFolder({ platform, env, home }) {
  if (env.SIGNALBOX_CACHE) return env.SIGNALBOX_CACHE;
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'signalbox', 'Cache');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'signalbox');
  return posix.join(env.XDG_CACHE_HOME || posix.join(home, '.cache'), 'signalbox');
}

/** The cache folder of this machine and user. */
export function cacheFolder() {
  return chooseCacheFolder({ platform: process.platform, env: process.env, home: homedir() });
}

/** @param {...string} parts */
export function inRepository(...parts) {
  return join(repositoryFolder, ...parts);
}
