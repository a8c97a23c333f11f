import type { AdaptiveSettings } from './adaptive-settings.ts';
import { believeNow, type CandidateHealth, isGoodTurn, observe } from './candidate-health.ts';
import { computeRisk } from './health-state.ts';
import type { Observation } from './observation.ts';

/**
 * What is believed of a candidate that has attempts on their way without a first byte. Their TTFT will be at least
 * what they have waited by now: where that alone is no good turn, it counts as seen, so that a provider that hangs
 * is known after seconds and not after its deadline. How they end stays open.
 * @param waitedMs one entry a streamed attempt; the state keeps nothing of it
 */
export function hearSilence(
  health: CandidateHealth,
  candidate: string,
  waitedMs: readonly number[],
  settings: AdaptiveSettings,
  nowMs: number,
): CandidateHealth {
  if (settings.preset === 'reference') return health;
  let heard = health;
  for (const ttftMs of waitedMs) {
    const seen: Observation = { candidate, endedAtMs: nowMs, ok: true, ttftMs };
    if (isGoodTurn(seen, health.usual)) continue;
    const { failureShare, brokenShare, failedInRow, attempts } = heard.experience;
    const after = observe(heard, seen, settings);
    // Waiting is no sign of recovery, whatever was believed before.
    const before = believeNow(heard, nowMs, settings);
    const isRiskier = computeRisk(after.distribution) > computeRisk(before);
    heard = {
      ...after,
      distribution: isRiskier ? after.distribution : before,
      experience: { ...after.experience, failureShare, brokenShare, failedInRow, attempts },
    };
  }
  return heard;
}
