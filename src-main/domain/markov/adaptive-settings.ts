export type AdaptivePreset = 'reference' | 'bayes';
export type RolloutStage = 'shadow' | 'canary' | 'live';

/** The adaptive policy as the domain reads it; the policy file's keys are in the contract's schema. */
export interface AdaptiveSettings {
  readonly enabled: boolean;
  readonly preset: AdaptivePreset;
  readonly rollout: RolloutStage;
  /** Share of conversations whose decisions are applied in the canary stage. */
  readonly canaryShare: number;
  /** Least difference of adjusted scores that counts as better. */
  readonly minConfidenceDelta: number;
  readonly overloadPenalty: number;
  readonly coldStartPenalty: number;
  readonly performanceWeight: number;
  readonly minPerformanceObservations: number;
  readonly costGuardEnabled: boolean;
  readonly maxCostMultiplier: number;
  /** Baseline risk from which the cost guard steps aside. */
  readonly criticalRiskThreshold: number;
  readonly decay: number;
  /** Observations kept for each candidate, and log records read back at start. */
  readonly maxHistory: number;
  /** Time after which half of what was learned of a candidate's state is forgotten (preset `bayes`). */
  readonly halfLifeMs: number;
  /** First wait before a candidate that was left is tried again with a single request (preset `bayes`). */
  readonly probeAfterMs: number;
  /** Longest such wait; it doubles with every trial that went badly (preset `bayes`). */
  readonly probeAtMostMs: number;
}

export const DEFAULT_ADAPTIVE_SETTINGS: AdaptiveSettings = {
  enabled: false,
  preset: 'bayes',
  rollout: 'shadow',
  canaryShare: 0.1,
  minConfidenceDelta: 0.15,
  overloadPenalty: 0.35,
  coldStartPenalty: 0.5,
  performanceWeight: 0.35,
  minPerformanceObservations: 2,
  costGuardEnabled: true,
  maxCostMultiplier: 2,
  criticalRiskThreshold: 0.65,
  decay: 0.65,
  maxHistory: 200,
  halfLifeMs: 300_000,
  probeAfterMs: 300_000,
  probeAtMostMs: 1_800_000,
};
