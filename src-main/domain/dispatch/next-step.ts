import type { DispatchPlan } from './dispatch-plan.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchState } from './dispatch-state.ts';
import { findHardLimit } from './find-hard-limit.ts';
import type { Outcome } from './outcome.ts';

export type StopCause =
  | 'answered'
  | 'cancelled'
  | 'shown'
  | 'not-retryable'
  | 'direct'
  | 'attempts'
  | 'time'
  | 'none-left';

export type NextStep =
  | { readonly type: 'try'; readonly deployment: string; readonly leftMs: number }
  | { readonly type: 'stop'; readonly cause: StopCause };

export interface Progress {
  /** Deployments tried so far, in order. */
  readonly tried: readonly string[];
  /** How the last one ended; absent before the first. */
  readonly outcome?: Outcome;
  /** Something of an answer has reached the client. */
  readonly hasShown: boolean;
  readonly startedAtMs: number;
}

const stop = (cause: StopCause): NextStep => ({ type: 'stop', cause });

/**
 * The only retry decision there is. Candidates are looked at again before each try: what was free when the
 * plan was made may be limited by now.
 */
export function nextStep(
  state: DispatchState,
  plan: DispatchPlan,
  request: DispatchRequest,
  progress: Progress,
  nowMs: number,
): NextStep {
  const { tried, outcome, hasShown, startedAtMs } = progress;
  const { max_attempts: maxAttempts, total_time_ms: totalTimeMs } = state.compiled.tuning;
  if (outcome) {
    if (outcome.result === 'succeeded') return stop('answered');
    if (outcome.result === 'cancelled') return stop('cancelled');
    if (hasShown) return stop('shown');
    if (!outcome.isRetryable) return stop('not-retryable');
    if (plan.isStrict) return stop('direct');
  }
  if (tried.length >= maxAttempts) return stop('attempts');
  const leftMs = startedAtMs + totalTimeMs - nowMs;
  if (leftMs <= 0) return stop('time');
  for (const name of plan.order) {
    if (tried.includes(name)) continue;
    const deployment = state.compiled.byName.get(name);
    if (!deployment || findHardLimit(state, deployment, request, nowMs)) continue;
    return { type: 'try', deployment: name, leftMs };
  }
  return stop('none-left');
}
