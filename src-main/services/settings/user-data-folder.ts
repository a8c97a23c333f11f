import { posix, win32 } from 'node:path';
import { xdgConfigFolder } from './xdg-config-folder.ts';

export interface FolderSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder, absolute. */
  readonly homeFolder: string;
}

/**
 * Where settings, policy and `state/` live: `SIGNALBOX_HOME`, else the platform's convention
 * (`%APPDATA%\Signalbox`, `~/Library/Application Support/Signalbox`, `$XDG_CONFIG_HOME/signalbox`).
 */
export function userDataFolder({ platform, env, homeFolder }: FolderSurroundings): string {
  const paths = platform === 'win32' ? win32 : posix;
  const chosen = env.SIGNALBOX_HOME;
  if (chosen) return paths.resolve(homeFolder, chosen);
  if (platform === 'win32') {
    return paths.join(env.APPDATA || paths.join(homeFolder, 'AppData', 'Roaming'), 'Signalbox');
  }
  if (platform === 'darwin') return paths.join(homeFolder, 'Library', 'Application Support', 'Signalbox');
  return paths.join(xdgConfigFolder(env, homeFolder), 'signalbox');
}
