import { posix, win32 } from 'node:path';

/** How another program runs `signalbox`: a program and the arguments that come before its own. */
export interface CliCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface CliSurroundings {
  readonly platform: NodeJS.Platform;
  readonly execPath: string;
  /** Also of a command line that Electron runs as plain Node. */
  readonly isElectron: boolean;
  /** The built `cli.js`; inside `app.asar` when the app is packaged. */
  readonly cliPath: string;
  /** A Node to run it with when this process is an Electron that is not packaged. */
  readonly nodePath: string | undefined;
}

/**
 * Codex runs this for the local key, in an environment that is not ours: a packaged app therefore has a small
 * launcher beside its archive, and everything else names Node by its full path.
 */
export function cliCommand(from: CliSurroundings): CliCommand {
  const { join } = from.platform === 'win32' ? win32 : posix;
  if (!from.isElectron) return { command: from.execPath, args: [from.cliPath] };
  const resources = resourcesFolder(from.cliPath);
  if (resources === undefined) return { command: from.nodePath ?? 'node', args: [from.cliPath] };
  const launcher = from.platform === 'win32' ? 'signalbox.cmd' : 'signalbox';
  return { command: join(resources, 'bin', launcher), args: [] };
}

/** The folder the app's archive is in, or undefined for a program that is not packaged. */
function resourcesFolder(cliPath: string): string | undefined {
  const archive = /^(.+)[\\/]app\.asar[\\/]/.exec(cliPath);
  return archive?.[1];
}
