import type { Observation } from './observation.ts';
import { clampShare, scaleBetween } from './scale.ts';

/**
 * Pressure of one observation, 0..1: 0.22 TTFT (1500..6000 ms) + 0.22 total latency (8..45 s)
 * + 0.16 token pressure + 0.12 cost (0.01..0.20 USD) + 0.14 (1 - quality)
 * + 0.14 max(error rate, 1 if it failed). What was not seen adds nothing.
 */
export function computePressure(seen: Observation): number {
  const failureShare = Math.max(clampShare(seen.errorRateShare ?? 0), seen.ok ? 0 : 1);
  return clampShare(
    0.22 * scaleBetween(seen.ttftMs ?? 0, 1500, 6000) +
      0.22 * scaleBetween(seen.totalMs ?? 0, 8000, 45_000) +
      0.16 * clampShare(seen.tokenPressureShare ?? 0) +
      0.12 * scaleBetween(seen.costUsd ?? 0, 0.01, 0.2) +
      0.14 * (1 - clampShare(seen.qualityShare ?? 1)) +
      0.14 * failureShare,
  );
}
