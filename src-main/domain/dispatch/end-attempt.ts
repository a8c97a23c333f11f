import { CLOSED, type Cooldown, cooldownLengthMs, isProbe, openCooldown } from './cooldown.ts';
import { type DeploymentLive, moveAverage } from './deployment-live.ts';
import type { AttemptEnded } from './dispatch-event.ts';
import type { DispatchTuning } from './dispatch-settings.ts';
import { addToWindow } from './rate-window.ts';

/** Below this a stream came in one piece, and its speed says nothing. */
const LEAST_GENERATION_MS = 20;

interface Health {
  readonly cooldown: Cooldown;
  readonly failuresInRow: number;
  readonly failureOpens: number;
}

function afterFailure(
  live: DeploymentLive,
  ended: AttemptEnded,
  tuning: DispatchTuning,
  keyChangedAtMs: number,
  nowMs: number,
): Health {
  const { outcome, startedAtMs } = ended;
  const { cooldowns } = tuning;
  const failuresInRow = live.failuresInRow + 1;
  const wasProbe = isProbe(live.cooldown, startedAtMs);
  const settled =
    wasProbe && live.cooldown.kind === 'open' ? { ...live.cooldown, isProbing: false } : live.cooldown;
  // An answer to the old key says nothing of the new one.
  const isOldKey = outcome.cooldown === 'key-refused' && startedAtMs < keyChangedAtMs;
  if (outcome.cooldown && !isOldKey) {
    const lengthMs = cooldownLengthMs(outcome.cooldown, cooldowns, outcome.statedMs, 0);
    const cooldown = openCooldown(settled, outcome.cooldown, lengthMs, nowMs);
    return { cooldown, failuresInRow, failureOpens: live.failureOpens };
  }
  // Attempts that were on their way when the cooldown opened do not make it longer.
  const isLate = settled.kind === 'open' && startedAtMs < settled.untilMs;
  if (isOldKey || isLate || (!wasProbe && failuresInRow < cooldowns.failures_in_row)) {
    return { cooldown: settled, failuresInRow, failureOpens: live.failureOpens };
  }
  const lengthMs = cooldownLengthMs('failures', cooldowns, outcome.statedMs, live.failureOpens);
  return {
    cooldown: openCooldown(settled, 'failures', lengthMs, nowMs),
    failuresInRow: 0,
    failureOpens: live.failureOpens + 1,
  };
}

function healthAfter(
  live: DeploymentLive,
  ended: AttemptEnded,
  tuning: DispatchTuning,
  keyChangedAtMs: number,
  nowMs: number,
): Health {
  const { cooldown, failuresInRow, failureOpens } = live;
  const wasProbe = isProbe(cooldown, ended.startedAtMs);
  switch (ended.outcome.result) {
    case 'failed':
      return afterFailure(live, ended, tuning, keyChangedAtMs, nowMs);
    case 'cancelled':
      return {
        cooldown: wasProbe && cooldown.kind === 'open' ? { ...cooldown, isProbing: false } : cooldown,
        failuresInRow,
        failureOpens,
      };
    case 'rejected':
    case 'succeeded': {
      // Only what started after the cooldown proves that it may end.
      const isOpenStill = cooldown.kind === 'open' && !wasProbe;
      return {
        cooldown: isOpenStill ? cooldown : CLOSED,
        failuresInRow: 0,
        failureOpens: isOpenStill ? failureOpens : 0,
      };
    }
  }
}

/** Tokens per second after the first one; without streaming over the whole time. */
function speedOf({ outputTokens, ttftMs, totalMs }: AttemptEnded): number | undefined {
  const spanMs = totalMs - (ttftMs ?? 0);
  if (outputTokens === undefined || outputTokens <= 0 || spanMs < LEAST_GENERATION_MS) return undefined;
  return (outputTokens / spanMs) * 1000;
}

/**
 * The deployment after an attempt. Error rate gets 0 or 1; times and cost move only with an answer, since a
 * refusal is fast and cheap and would look like a virtue. Without streaming TTFT is the total latency.
 *
 * @param keyChangedAtMs when the provider's key last changed
 */
export function endAttempt(
  live: DeploymentLive,
  ended: AttemptEnded,
  tuning: DispatchTuning,
  keyChangedAtMs: number,
  nowMs: number,
): DeploymentLive {
  const { outcome } = ended;
  const { ewma_alpha: alpha } = tuning;
  const health = healthAfter(live, ended, tuning, keyChangedAtMs, nowMs);
  const usedTokens = ended.totalTokens ?? (outcome.result === 'succeeded' ? ended.projectedTokens : 0);
  const correction = usedTokens - ended.projectedTokens;
  const wasAnswered = outcome.result === 'succeeded';
  const isCounted = outcome.result !== 'cancelled';
  const seen = <T>(value: T): T | undefined => (wasAnswered ? value : undefined);
  const { inFlight, window, calls, successes, lastStatus } = live;
  // Member by member: it runs after every attempt, and a spread costs more than the averages.
  return {
    calls: isCounted ? calls + 1 : calls,
    successes: wasAnswered ? successes + 1 : successes,
    inFlight: Math.max(0, inFlight - 1),
    lastStatus: isCounted ? (outcome.status ?? lastStatus) : lastStatus,
    ewmaCostUsd: moveAverage(live.ewmaCostUsd, seen(ended.costUsd), alpha),
    ewmaTtftMs: moveAverage(live.ewmaTtftMs, seen(ended.ttftMs ?? ended.totalMs), alpha),
    ewmaTotalLatencyMs: moveAverage(live.ewmaTotalLatencyMs, seen(ended.totalMs), alpha),
    ewmaTokensPerSec: moveAverage(live.ewmaTokensPerSec, wasAnswered ? speedOf(ended) : undefined, alpha),
    ewmaErrorRate: isCounted
      ? moveAverage(live.ewmaErrorRate, outcome.result === 'failed' ? 1 : 0, alpha)
      : live.ewmaErrorRate,
    ewmaTokenPressure: live.ewmaTokenPressure,
    ewmaQueueDepth: live.ewmaQueueDepth,
    failuresInRow: health.failuresInRow,
    failureOpens: health.failureOpens,
    cooldown: health.cooldown,
    window: correction === 0 ? window : addToWindow(window, correction, 0, ended.startedAtMs, nowMs),
  };
}
