import { join } from 'node:path';

/** How another program runs `signalbox`: a program and the arguments that come before its own. */
export interface CliCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface CliSurroundings {
  readonly platform: NodeJS.Platform;
  readonly execPath: string;
  readonly isElectron: boolean;
  readonly isPackaged: boolean;
  /** Electron's resources folder, when packaged. */
  readonly resourcesPath: string;
  /** The built `cli.js`. */
  readonly cliPath: string;
  /** A Node to run it with when this process is an Electron that is not packaged. */
  readonly nodePath: string | undefined;
}

/**
 * Codex runs this for the local key, in an environment that is not ours: a packaged app therefore has a small
 * launcher beside it, and everything else names Node by its full path.
 */
export function cliCommand(from: CliSurroundings): CliCommand {
  if (!from.isElectron) return { command: from.execPath, args: [from.cliPath] };
  if (!from.isPackaged) return { command: from.nodePath ?? 'node', args: [from.cliPath] };
  const launcher = from.platform === 'win32' ? 'signalbox.cmd' : 'signalbox';
  return { command: join(from.resourcesPath, 'bin', launcher), args: [] };
}
