import { constants } from 'node:os';
import { execa } from 'execa';
import { changeEnvironment } from '../../domain/codex/environment.ts';
import type { LaunchPlan } from '../../domain/codex/launch-plan.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { CodexSurroundings } from './codex-home.ts';
import { domainPlatform } from './open-terminal.ts';

export interface PromptRun {
  readonly surroundings: CodexSurroundings;
  readonly plan: LaunchPlan;
  readonly folder: string;
  /** Given on standard input: an argument could be read by every process of this machine, and has a limit. */
  readonly prompt: string;
  /** Keeps what Codex answers instead of passing it on to our own standard output. */
  readonly isCaptured: boolean;
  readonly signal: AbortSignal;
}

export interface PromptResult {
  /** Codex's own; 128 + n when signal n ended it. */
  readonly exitCode: number;
  /** Empty unless captured. */
  readonly answer: string;
}

const FORCE_AFTER_MS = 5000;

/**
 * Runs one prompt through Codex to its end. When the signal aborts Codex is asked to stop, then forced.
 * @throws AppError `child-failed` when it could not start; the signal's reason when it aborted
 */
export async function runPrompt(run: PromptRun): Promise<PromptResult> {
  const { surroundings, plan, folder, signal } = run;
  const [program, ...args] = plan.argv;
  signal.throwIfAborted();
  const child = execa(program, args, {
    cwd: folder,
    env: changeEnvironment(surroundings.env, plan.environment, domainPlatform(surroundings.platform)),
    extendEnv: false,
    input: run.prompt,
    stdout: run.isCaptured ? 'pipe' : 'inherit',
    stderr: 'inherit',
    reject: false,
    forceKillAfterDelay: FORCE_AFTER_MS,
  });
  const onAbort = () => void child.kill('SIGINT');
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await child;
    signal.throwIfAborted();
    const answer = result.stdout ?? '';
    if (result.exitCode !== undefined) return { exitCode: result.exitCode, answer };
    if (result.signal !== undefined) {
      return { exitCode: 128 + (constants.signals[result.signal as NodeJS.Signals] ?? 0), answer };
    }
    throw new AppError('child-failed', `${program} could not be started in ${folder}.`, {
      cause: result.cause,
      remedy: 'Check that the folder exists and that Codex runs in it.',
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
