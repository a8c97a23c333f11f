import type { AdaptiveSettings } from './adaptive-settings.ts';
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
    trial: false,
    treated: false,
    health: [],
  };
}
