import { applyEvent } from '../apply-event.ts';
import type { AttemptEnded } from '../dispatch-event.ts';
import type { DispatchState } from '../dispatch-state.ts';
import type { Outcome } from '../outcome.ts';

export const RATE_LIMITED: Outcome = {
  result: 'failed',
  isRetryable: true,
  cooldown: 'rate-limited',
  status: 429,
  word: 'rate_limited',
};
export const KEY_REFUSED: Outcome = { ...RATE_LIMITED, cooldown: 'key-refused', status: 401 };
export const MODEL_MISSING: Outcome = { ...RATE_LIMITED, cooldown: 'model-missing', status: 404 };
export const BROKEN: Outcome = { result: 'failed', isRetryable: true, status: 503, word: 'http_503' };
export const REJECTED: Outcome = { result: 'rejected', isRetryable: false, status: 400, word: 'http_400' };
export const CANCELLED: Outcome = { result: 'cancelled', isRetryable: false, word: 'client_closed' };
export const SUCCEEDED: Outcome = { result: 'succeeded', isRetryable: false, status: 200, word: 'ok' };

/** One attempt: started at `atMs`, ended `totalMs` later (default at once). */
export function attempt(
  state: DispatchState,
  deployment: string,
  outcome: Outcome,
  atMs: number,
  more: Partial<AttemptEnded> = {},
): DispatchState {
  const projectedTokens = more.projectedTokens ?? 2000;
  const started = applyEvent(state, { type: 'attempt-started', deployment, projectedTokens }, atMs);
  const totalMs = more.totalMs ?? 0;
  return applyEvent(
    started,
    { type: 'attempt-ended', deployment, startedAtMs: atMs, projectedTokens, outcome, ...more, totalMs },
    atMs + totalMs,
  );
}

export function attempts(
  state: DispatchState,
  deployment: string,
  outcomes: readonly Outcome[],
  atMs: number,
): DispatchState {
  return outcomes.reduce((before, outcome) => attempt(before, deployment, outcome, atMs), state);
}
