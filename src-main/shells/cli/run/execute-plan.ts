import { AppError } from '../../../domain/errors/app-error.ts';
import type { CodexProvider } from '../../../domain/task/run/order-providers.ts';
import type { CodexLaunch } from '../../../services/codex/open-codex.ts';
import { runPrompt } from '../../../services/codex/run-prompt.ts';
import { callInstance } from '../../core/call-instance.ts';
import type { CodexConfig } from '../../core/codex-config.ts';
import { outcomeOrThrow } from '../outcome-or-throw.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Planned } from './make-plan.ts';
import type { RunFacts } from './read-facts.ts';

/** One way of running Codex, as it went. */
export interface RunAttempt {
  readonly provider: CodexProvider;
  /** Codex's own; absent when it did not come to run. */
  readonly exitCode?: number;
  /** Why it did not come to run. */
  readonly fault?: string;
  readonly durationMs: number;
}

export interface RunReport {
  readonly attempts: readonly RunAttempt[];
  readonly isDone: boolean;
  /** Of the attempt that succeeded, where answers are captured. */
  readonly answer: string;
}

export interface Execution {
  readonly planned: Planned;
  readonly facts: RunFacts;
  readonly codex: CodexConfig['codex'];
  readonly folder: string;
  readonly codexArgs: readonly string[];
  /** Where Hugging Face is; where it always was when absent. */
  readonly huggingfaceUrl: string | undefined;
  readonly isCaptured: boolean;
  readonly onAttempt: (provider: CodexProvider) => void;
  readonly onFailed: (attempt: RunAttempt, next: CodexProvider | undefined) => void;
}

/**
 * Runs Codex with the providers of the plan in turn, until one ends with 0. A provider that is not ready and a
 * Codex that fails both lead to the next. Rejects with the signal's reason when it aborts: nothing else is tried.
 */
export async function executePlan(
  execution: Execution,
  at: Surroundings,
  signal: AbortSignal,
): Promise<RunReport> {
  const order = execution.planned.plan.providers.flatMap(({ provider, skipped }) =>
    skipped === undefined ? [provider] : [],
  );
  const attempts: RunAttempt[] = [];
  for (const [index, provider] of order.entries()) {
    execution.onAttempt(provider);
    const startedMs = performance.now();
    const tried = await attempt(provider, execution, at, signal);
    const made: RunAttempt = {
      provider,
      durationMs: Math.round(performance.now() - startedMs),
      ...('fault' in tried ? { fault: tried.fault } : { exitCode: tried.exitCode }),
    };
    attempts.push(made);
    if (made.exitCode === 0) return { attempts, isDone: true, answer: 'answer' in tried ? tried.answer : '' };
    execution.onFailed(made, order[index + 1]);
  }
  return { attempts, isDone: false, answer: '' };
}

async function attempt(
  provider: CodexProvider,
  execution: Execution,
  at: Surroundings,
  signal: AbortSignal,
): Promise<{ readonly exitCode: number; readonly answer: string } | { readonly fault: string }> {
  try {
    const launch = await launchOf(provider, execution);
    const { plan } = await execution.codex.prepare(launch);
    return await runPrompt({
      surroundings: { platform: at.platform, env: at.env, homeFolder: at.homeFolder },
      plan,
      folder: execution.folder,
      prompt: execution.planned.prompt.text,
      isCaptured: execution.isCaptured,
      signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof AppError)) throw cause;
    return { fault: cause.message };
  }
}

/** How Codex is started; the prompt comes on its standard input. @throws AppError when the router is not ready */
async function launchOf(provider: CodexProvider, execution: Execution): Promise<CodexLaunch> {
  const { codexArgs, planned, huggingfaceUrl } = execution;
  switch (provider) {
    case 'standard':
      return { mode: 'plain', extraArgs: ['exec', ...codexArgs, '-'] };
    case 'huggingface':
      return { mode: 'huggingface', huggingfaceUrl, extraArgs: ['exec', ...codexArgs, '-'] };
    case 'litellm': {
      const port = await routerPort(execution.facts);
      return {
        mode: 'routed',
        router: { port },
        extraArgs: ['exec', '-m', planned.plan.model, ...codexArgs, '-'],
      };
    }
  }
}

/** Routing that was stopped is started: the person asked for it. */
async function routerPort({ instance, port }: RunFacts): Promise<number> {
  if (port !== undefined) return port;
  if (instance !== undefined) {
    outcomeOrThrow(await callInstance(instance, 'routing.start', {}));
    const { routing } = await callInstance(instance, 'snapshot.get', undefined);
    if (routing.port !== undefined) return routing.port;
  }
  throw new AppError('unavailable', 'Routing is not running.', { detail: 'not_running' });
}
