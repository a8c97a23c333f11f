import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the installers put it when PATH was read before they ran. */
function usualPlaces(env: Environment, platform: string): string[] {
  switch (platform) {
    case 'win32':
      return [env.LOCALAPPDATA, env.ProgramFiles].flatMap(folder =>
        folder === undefined
          ? []
          : [join(folder, 'Programs', 'Ollama', 'ollama.exe'), join(folder, 'Ollama', 'ollama.exe')],
      );
    case 'darwin':
      return [
        '/opt/homebrew/bin/ollama',
        '/usr/local/bin/ollama',
        '/Applications/Ollama.app/Contents/Resources/ollama',
      ];
    default:
      return ['/usr/local/bin/ollama', '/usr/bin/ollama', '/snap/bin/ollama'];
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there or not ours to run: both mean the next place.
    return false;
  }
}

/**
 * Finds the `ollama` executable on PATH, then where its installers put it. SIGNALBOX_OLLAMA, where set, is taken at
 * its word: when nothing can be run there, there is no Ollama.
 */
export async function findOllama(env: Environment, platform: string): Promise<string | undefined> {
  const override = env.SIGNALBOX_OLLAMA;
  if (override) return (await isExecutable(override)) ? override : undefined;
  const names = platform === 'win32' ? ['ollama.exe', 'ollama.cmd'] : ['ollama'];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(folder => folder !== '');
  const places = folders.flatMap(folder => names.map(name => join(folder, name)));
  for (const place of [...places, ...usualPlaces(env, platform)]) {
    if (await isExecutable(place)) return place;
  }
  return undefined;
}
