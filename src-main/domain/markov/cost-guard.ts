import type { AdaptiveSettings } from './adaptive-settings.ts';

export interface CostGuardInput {
  readonly baselineCostUsd: number | undefined;
  readonly candidateCostUsd: number | undefined;
  readonly baselineRisk: number;
}

export interface CostGuardVerdict {
  readonly isBlocked: boolean;
  /** How many times dearer than the baseline; unknown where either price is. */
  readonly costMultiplier: number | undefined;
}

/** Below this a price is as good as free: comparing with it keeps the multiplier finite. */
const FREE_USD = 1e-6;

/**
 * Blocks a switch to something more than `maxCostMultiplier` times dearer, unless the baseline's risk is at or
 * above `criticalRiskThreshold`. An unknown price blocks nothing.
 */
export function guardCost(input: CostGuardInput, settings: AdaptiveSettings): CostGuardVerdict {
  const { baselineCostUsd, candidateCostUsd } = input;
  if (baselineCostUsd === undefined || candidateCostUsd === undefined) {
    return { isBlocked: false, costMultiplier: undefined };
  }
  const costMultiplier = Math.max(candidateCostUsd, FREE_USD) / Math.max(baselineCostUsd, FREE_USD);
  return {
    isBlocked:
      settings.costGuardEnabled &&
      costMultiplier > settings.maxCostMultiplier &&
      input.baselineRisk < settings.criticalRiskThreshold,
    costMultiplier,
  };
}
