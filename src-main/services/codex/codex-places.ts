import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { hasErrorCode } from '../host/has-error-code.ts';
import type { CodexSurroundings } from './codex-home.ts';

/**
 * Folders where `codex` may lie, in the order of search: PATH first, then where npm, Homebrew, Volta, Bun,
 * pnpm and the version managers put programs, because a desktop session's PATH often lacks them.
 */
export async function codexPlaces(surroundings: CodexSurroundings): Promise<string[]> {
  const { platform, env } = surroundings;
  const path = (platform === 'win32' ? (env.Path ?? env.PATH) : env.PATH) ?? '';
  const fromPath = path.split(delimiter).map(folder => folder.replace(/^"(.*)"$/, '$1'));
  const usual = platform === 'win32' ? windowsPlaces(surroundings) : await posixPlaces(surroundings);
  return [...new Set([...fromPath, ...usual])].filter(folder => folder !== '');
}

function windowsPlaces({ env, homeFolder }: CodexSurroundings): string[] {
  const roaming = env.APPDATA ?? join(homeFolder, 'AppData', 'Roaming');
  const local = env.LOCALAPPDATA ?? join(homeFolder, 'AppData', 'Local');
  return [
    join(roaming, 'npm'),
    join(local, 'Volta', 'bin'),
    join(local, 'pnpm'),
    join(local, 'Microsoft', 'WinGet', 'Links'),
    join(homeFolder, '.bun', 'bin'),
    join(homeFolder, 'scoop', 'shims'),
    join(env.ProgramFiles ?? 'C:\\Program Files', 'nodejs'),
  ];
}

async function posixPlaces({ platform, env, homeFolder }: CodexSurroundings): Promise<string[]> {
  const home = (...parts: string[]) => join(homeFolder, ...parts);
  return [
    home('.local', 'bin'),
    home('.npm-global', 'bin'),
    env.VOLTA_HOME ? join(env.VOLTA_HOME, 'bin') : home('.volta', 'bin'),
    env.BUN_INSTALL ? join(env.BUN_INSTALL, 'bin') : home('.bun', 'bin'),
    env.PNPM_HOME ?? (platform === 'darwin' ? home('Library', 'pnpm') : home('.local', 'share', 'pnpm')),
    home('.asdf', 'shims'),
    home('.local', 'share', 'mise', 'shims'),
    ...(await nvmPlaces(env.NVM_DIR ?? home('.nvm'))),
    '/opt/homebrew/bin',
    '/home/linuxbrew/.linuxbrew/bin',
    '/usr/local/bin',
    '/usr/bin',
  ];
}

/** The newest Node first. */
async function nvmPlaces(nvmFolder: string): Promise<string[]> {
  const versions = join(nvmFolder, 'versions', 'node');
  try {
    const names = await readdir(versions);
    const newestFirst = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    return newestFirst.map(name => join(versions, name, 'bin'));
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT', 'ENOTDIR', 'EACCES')) return [];
    throw cause;
  }
}
