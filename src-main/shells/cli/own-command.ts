import { join } from 'node:path';
import { type CliCommand, cliCommand } from '../core/cli-command.ts';
import type { Surroundings } from './surroundings.ts';

/** How another program runs this very `signalbox`: in the packaged app it is the launcher beside the archive. */
export function ownCommand({ platform, programFolder }: Surroundings): CliCommand {
  return cliCommand({
    platform,
    execPath: process.execPath,
    isElectron: process.versions.electron !== undefined,
    cliPath: join(programFolder, 'cli.js'),
    nodePath: undefined,
  });
}
