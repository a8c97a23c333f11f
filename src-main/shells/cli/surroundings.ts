import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeFolder } from '../../services/host/home-folder.ts';
import { userDataFolder } from '../../services/settings/user-data-folder.ts';

/** What every command needs to know of the machine it runs on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly homeFolder: string;
  readonly temporaryFolder: string;
  readonly userDataFolder: string;
  /** Folder of the built programs (`out/main`), this one among them. */
  readonly programFolder: string;
  readonly rendererFolder: string;
}

export function readSurroundings(): Surroundings {
  const { platform, env } = process;
  // The packaged launcher's way to have Electron be a plain Node: not for the programs we start.
  if (process.versions.electron !== undefined) delete env.ELECTRON_RUN_AS_NODE;
  const home = homeFolder();
  // Bundled, this module is out/main/cli.js or a chunk beside it.
  const here = dirname(fileURLToPath(import.meta.url));
  const programFolder = here.endsWith('chunks') ? dirname(here) : here;
  return {
    platform,
    env,
    homeFolder: home,
    temporaryFolder: tmpdir(),
    userDataFolder: userDataFolder({ platform, env, homeFolder: home }),
    programFolder,
    rendererFolder: join(programFolder, '..', 'renderer'),
  };
}
