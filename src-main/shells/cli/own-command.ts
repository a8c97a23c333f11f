import { dirname, join } from 'node:path';
import { type CliCommand, cliCommand } from '../core/cli-command.ts';
import type { Surroundings } from './surroundings.ts';

const ARCHIVE = /^(.*)[\\/][^\\/]+\.asar([\\/]|$)/;

/** How another program runs this very `signalbox`: in the packaged app it is the launcher beside the archive. */
export function ownCommand({ platform, programFolder }: Surroundings): CliCommand {
  const resourcesPath = ARCHIVE.exec(programFolder)?.[1];
  return cliCommand({
    platform,
    execPath: process.execPath,
    isElectron: process.versions.electron !== undefined,
    isPackaged: resourcesPath !== undefined,
    resourcesPath: resourcesPath ?? dirname(programFolder),
    cliPath: join(programFolder, 'cli.js'),
    nodePath: undefined,
  });
}
