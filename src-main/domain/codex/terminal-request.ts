import type { EnvironmentChange } from './environment.ts';

export interface TerminalRequest {
  readonly folder: string;
  readonly argv: readonly [string, ...string[]];
  readonly environment: EnvironmentChange;
}

export interface TerminalCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Working folder of the terminal itself, where it takes the folder from there. */
  readonly cwd?: string;
  /** Windows: `args` are already quoted and must reach the program as they are. */
  readonly verbatim?: boolean;
}

/** `env` takes its first word without `=` as the program, and needs `-u` before assignments. */
export function withEnvironment({ argv, environment }: TerminalRequest): string[] {
  const removals = environment.unset.flatMap(name => ['-u', name]);
  const settings = Object.entries(environment.set).map(([name, value]) => `${name}=${value}`);
  if (removals.length + settings.length === 0) return [...argv];
  const program = argv[0].includes('=') ? ['sh', '-c', 'exec "$@"', 'sh', ...argv] : argv;
  return ['env', ...removals, ...settings, ...program];
}
