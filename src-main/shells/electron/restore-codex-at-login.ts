import { join } from 'node:path';
import { app } from 'electron';
import { foldersNamed } from '../../domain/login/plan-restore-item.ts';
import { cliCommand } from '../core/cli-command.ts';
import { restoreAtLogin } from '../core/restore-unattended.ts';
import { programFolder } from './program-folder.ts';
import type { AppSurroundings } from './run-app.ts';

/** Puts Codex's own configuration back and ends: no window, no tray, and not the Signalbox that runs. */
export async function restoreCodexAtLogin(at: AppSurroundings): Promise<void> {
  const { platform, env, homeFolder } = at;
  const isDone = await restoreAtLogin(
    {
      surroundings: { platform, env, homeFolder },
      cli: cliCommand({
        platform,
        execPath: process.execPath,
        isElectron: true,
        cliPath: join(programFolder(), 'cli.js'),
        nodePath: env.SIGNALBOX_NODE,
      }),
      temporaryFolder: at.temporaryFolder,
      userDataFolder: at.userDataFolder,
      onDefect: cause => console.error(cause),
    },
    foldersNamed(process.argv),
  ).catch((cause: unknown) => {
    console.error(cause);
    return false;
  });
  app.exit(isDone ? 0 : 1);
}
