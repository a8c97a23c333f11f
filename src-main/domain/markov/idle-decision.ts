import type { AdaptiveSettings } from './adaptive-settings.ts';
import type { Assessment } from './assess.ts';
import type { AdaptiveDecision, DecisionQuestion } from './decision.ts';

/** The decision of a model that is switched off: the policy's order, and no opinion on anybody's health. */
export function decideNothing(question: DecisionQuestion, settings: AdaptiveSettings): AdaptiveDecision {
  return {
    scope: question.scope ?? question.baseline,
    enabled: false,
    rollout: settings.rollout,
    baseline: question.baseline,
    suggested: question.baseline,
    confidenceDelta: 0,
    effectiveOrder: question.candidates,
    wouldSwitch: false,
    applied: false,
    costGuardBlocked: false,
    costMultiplier: undefined,
    maxCostMultiplier: settings.maxCostMultiplier,
    propensity: 1,
    targetShares: undefined,
    trial: false,
    treated: false,
    health: [],
  };
}

/**
 * The decision over a plan whose every candidate is held back: nobody to put first, so no baseline (an empty name)
 * and no order; what the model thinks of those held back is said all the same.
 */
export function decideForNobody(
  scope: string,
  health: readonly Assessment[],
  settings: AdaptiveSettings,
): AdaptiveDecision {
  const nothing = decideNothing({ scope, baseline: '', candidates: [] }, settings);
  return { ...nothing, enabled: settings.enabled, health };
}
