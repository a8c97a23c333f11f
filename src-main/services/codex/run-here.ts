import { constants } from 'node:os';
import { execa } from 'execa';
import { changeEnvironment } from '../../domain/codex/environment.ts';
import type { LaunchPlan } from '../../domain/codex/launch-plan.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { CodexSurroundings } from './codex-home.ts';
import { domainPlatform } from './open-terminal.ts';

/** Sent by the terminal to the whole foreground group: Codex decides, we wait for it. */
const TERMINAL_SIGNALS = ['SIGINT', 'SIGQUIT'] as const;

/**
 * Runs Codex in this terminal until it ends.
 *
 * @returns its exit code; 128 + n when signal n ended it.
 * @throws AppError `child-failed` when it could not start.
 */
export async function runHere(
  surroundings: CodexSurroundings,
  plan: LaunchPlan,
  folder: string,
): Promise<number> {
  const [program, ...args] = plan.argv;
  const ignore = () => undefined;
  for (const name of TERMINAL_SIGNALS) process.on(name, ignore);
  try {
    const result = await execa(program, args, {
      cwd: folder,
      env: changeEnvironment(surroundings.env, plan.environment, domainPlatform(surroundings.platform)),
      extendEnv: false,
      stdio: 'inherit',
      reject: false,
    });
    if (result.exitCode !== undefined) return result.exitCode;
    if (result.signal !== undefined) return 128 + (constants.signals[result.signal as NodeJS.Signals] ?? 0);
    throw new AppError('child-failed', `${program} could not be started in ${folder}.`, {
      cause: result.cause,
      remedy: 'Check that the folder exists and that Codex runs in it.',
    });
  } finally {
    for (const name of TERMINAL_SIGNALS) process.off(name, ignore);
  }
}
