import type { AdaptivePreset } from '../domain/markov/adaptive-settings.ts';
import type { Assessment } from '../domain/markov/assess.ts';
import type { AdaptiveDecision } from '../domain/markov/decision.ts';
import type { RolloutTransition } from '../domain/markov/rollout/rollout.ts';
import { sayTransition } from '../domain/markov/rollout/say-transition.ts';
import type { AdaptiveHealth, AdaptiveRecord, AdaptiveReport, AdaptiveSnapshot } from './adaptive-report.ts';

/** One candidate's assessment as windows and the log show it. */
export function toHealth(one: Assessment): AdaptiveHealth {
  const [healthy, warming, overloaded, failing, cooldown] = one.probabilities;
  return {
    state: one.state,
    risk: one.risk,
    score: one.score,
    probabilities: { healthy, warming, overloaded, failing, cooldown },
    observations: one.observations,
    ...(one.performanceScore === undefined ? {} : { performance_score: one.performanceScore }),
    ...(one.averageCostUsd === undefined ? {} : { average_cost_usd: one.averageCostUsd }),
    reliability_score: one.reliabilityScore,
    adjusted_score: one.adjustedScore,
    cold_start: one.coldStart,
  };
}

/** A decision as the `adaptive_router` block of a request log record. */
export function toAdaptiveRecord(decision: AdaptiveDecision, preset: AdaptivePreset): AdaptiveRecord {
  return {
    enabled: decision.enabled,
    shadow_mode: decision.rollout === 'shadow',
    rollout: decision.rollout,
    baseline_provider: decision.baseline,
    suggested_provider: decision.suggested,
    confidence_delta: decision.confidenceDelta,
    effective_order: [...decision.effectiveOrder],
    would_switch: decision.wouldSwitch,
    applied: decision.applied,
    cost_guard_blocked: decision.costGuardBlocked,
    ...(decision.costMultiplier === undefined ? {} : { cost_multiplier: decision.costMultiplier }),
    max_cost_multiplier: decision.maxCostMultiplier,
    health: Object.fromEntries(decision.health.map(one => [one.candidate, toHealth(one)])),
    preset,
    propensity: decision.propensity,
    ...(decision.targetShares === undefined ? {} : { target_shares: { ...decision.targetShares } }),
    trial: decision.trial,
    treated: decision.treated,
  };
}

/** An automatic roll-back as windows see it. */
export function toRollBack(transition: RolloutTransition): NonNullable<AdaptiveSnapshot['rolled_back']> {
  const reason = sayTransition(transition);
  return {
    at_ms: transition.atMs,
    from: transition.from,
    reason: transition.reason,
    ...(reason === undefined ? {} : { said: { reason } }),
  };
}

/** A change of the stage as the long view tells it. */
export function toTransition(transition: RolloutTransition): AdaptiveReport['transitions'][number] {
  const evidence = sayTransition(transition);
  return {
    at_ms: transition.atMs,
    from: transition.from,
    to: transition.to,
    cause: CAUSES[transition.cause],
    evidence: transition.reason,
    ...(evidence === undefined ? {} : { said: { evidence } }),
  };
}

const CAUSES = { configured: 'policy', promoted: 'person', 'rolled-back': 'roll-back' } as const;
