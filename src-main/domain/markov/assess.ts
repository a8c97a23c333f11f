import type { AdaptiveSettings } from './adaptive-settings.ts';
import { believeNow, type CandidateHealth } from './candidate-health.ts';
import { computeRisk, type HealthState, mostProbableState, type StateVector } from './health-state.ts';
import { computePerformance } from './performance.ts';
import { computeReliability } from './reliability.ts';

/** What a decision thinks of one candidate. Shares are 0..1. */
export interface Assessment {
  readonly candidate: string;
  readonly state: HealthState;
  readonly risk: number;
  /** 1 - risk. */
  readonly score: number;
  readonly probabilities: StateVector;
  readonly observations: number;
  readonly performanceScore: number | undefined;
  readonly averageCostUsd: number | undefined;
  readonly reliabilityScore: number;
  readonly adjustedScore: number;
  /** Never observed, or left for its health and not yet proven again, and therefore marked down. */
  readonly coldStart: boolean;
}

/**
 * @param isCold whether the cold start penalty applies: the caller knows the baseline and who was left.
 */
export function assessCandidate(
  candidate: string,
  health: CandidateHealth,
  isCold: boolean,
  settings: AdaptiveSettings,
  nowMs: number,
): Assessment {
  const probabilities = believeNow(health, nowMs, settings);
  const risk = computeRisk(probabilities);
  const reliabilityScore = computeReliability(risk, isCold, settings);
  const performanceScore = computePerformance(health.averages);
  const weight =
    performanceScore === undefined || health.observations < settings.minPerformanceObservations
      ? 0
      : settings.performanceWeight;
  return {
    candidate,
    state: mostProbableState(probabilities),
    risk,
    score: 1 - risk,
    probabilities,
    observations: health.observations,
    performanceScore,
    averageCostUsd: health.averages.costUsd,
    reliabilityScore,
    adjustedScore: (1 - weight) * reliabilityScore + weight * (performanceScore ?? 0),
    coldStart: isCold,
  };
}
