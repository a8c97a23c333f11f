import { clampShare, scaleBetween } from './scale.ts';

/** Averages of what was observed; absent where nothing was. */
export interface ObservedAverages {
  readonly ttftMs?: number;
  readonly totalMs?: number;
  readonly costUsd?: number;
  readonly qualityShare?: number;
  readonly errorRateShare?: number;
  readonly successShare?: number;
}

/**
 * Performance, 0..1: weighted mean over the averages that exist. TTFT 0.24 (800..6000 ms),
 * latency 0.24 (5..45 s), cost 0.18 (0.005..0.20 USD), quality 0.18, error rate 0.16, success 0.20.
 * The weights sum to 1.20, and a missing figure leaves the mean: it is divided by the weights present.
 */
export function computePerformance(seen: ObservedAverages): number | undefined {
  const parts: readonly (readonly [number, number | undefined])[] = [
    [0.24, seen.ttftMs === undefined ? undefined : 1 - scaleBetween(seen.ttftMs, 800, 6000)],
    [0.24, seen.totalMs === undefined ? undefined : 1 - scaleBetween(seen.totalMs, 5000, 45_000)],
    [0.18, seen.costUsd === undefined ? undefined : 1 - scaleBetween(seen.costUsd, 0.005, 0.2)],
    [0.18, seen.qualityShare === undefined ? undefined : clampShare(seen.qualityShare)],
    [0.16, seen.errorRateShare === undefined ? undefined : 1 - clampShare(seen.errorRateShare)],
    [0.2, seen.successShare === undefined ? undefined : clampShare(seen.successShare)],
  ];
  let sum = 0;
  let weights = 0;
  for (const [weight, score] of parts) {
    if (score === undefined) continue;
    sum += weight * score;
    weights += weight;
  }
  return weights === 0 ? undefined : clampShare(sum / weights);
}
