import { z } from 'zod';
import type { AdaptiveSettings } from '../domain/markov/adaptive-settings.ts';
import { type Sentence, say } from '../domain/sentence/sentence.ts';
import { customIssue } from './custom-issue.ts';

const shareSchema = z.number().min(0).max(1);

const adaptiveKeysSchema = z.strictObject({
  enabled: z.boolean().default(false),
  /** `false` alone means live; `rollout` says it more finely. */
  shadow_mode: z.boolean().optional(),
  rollout: z.enum(['shadow', 'canary', 'live']).optional(),
  /** Share of conversations in the canary. */
  canary_fraction: shareSchema.default(0.1),
  preset: z.enum(['bayes', 'reference']).default('bayes'),
  min_confidence_delta: shareSchema.default(0.15),
  overload_penalty: shareSchema.default(0.35),
  cold_start_penalty: shareSchema.default(0.5),
  performance_weight: shareSchema.default(0.35),
  min_performance_observations: z.int().nonnegative().default(2),
  cost_guard_enabled: z.boolean().default(true),
  max_cost_multiplier: z.number().min(1).default(2),
  critical_risk_threshold: shareSchema.default(0.65),
  decay: shareSchema.default(0.65),
  max_history: z.int().positive().max(10_000).default(200),
  /** Without observations the distribution relaxes to the prior with this half-life (preset `bayes`). */
  half_life_s: z.number().positive().default(300),
  /** First wait before a deployment that was left is tried again with one request (preset `bayes`). */
  probe_after_s: z.number().positive().default(300),
  /** Longest such wait: it doubles with every trial that goes badly (preset `bayes`). */
  probe_at_most_s: z.number().positive().default(1800),
});

function findContradiction(keys: z.infer<typeof adaptiveKeysSchema>): Sentence | undefined {
  if (keys.shadow_mode === undefined || keys.rollout === undefined) return undefined;
  if (keys.shadow_mode === (keys.rollout === 'shadow')) return undefined;
  return say`shadow_mode: ${String(keys.shadow_mode)} contradicts rollout: ${keys.rollout}; keep only rollout`;
}

/**
 * `adaptive_router` of the policy file. Names and defaults are those of policies in use; keys it does not know are
 * refused by name. After parsing, `shadow_mode` and `rollout` are both present and agree.
 */
export const adaptiveRouterSchema = adaptiveKeysSchema
  .superRefine((keys, context) => {
    const contradiction = findContradiction(keys);
    if (contradiction !== undefined) {
      context.addIssue({ code: 'custom', ...customIssue(contradiction), path: ['rollout'] });
    }
    if (keys.probe_at_most_s < keys.probe_after_s) {
      context.addIssue({
        code: 'custom',
        ...customIssue(say`probe_at_most_s must not be shorter than probe_after_s`),
        path: ['probe_at_most_s'],
      });
    }
  })
  .transform(keys => {
    const rollout = keys.rollout ?? (keys.shadow_mode === false ? ('live' as const) : ('shadow' as const));
    return { ...keys, rollout, shadow_mode: rollout === 'shadow' };
  });
export type AdaptiveRouterPolicy = z.infer<typeof adaptiveRouterSchema>;

/** The policy in the domain's words. */
export function toAdaptiveSettings(policy: AdaptiveRouterPolicy): AdaptiveSettings {
  return {
    enabled: policy.enabled,
    preset: policy.preset,
    rollout: policy.rollout,
    canaryShare: policy.canary_fraction,
    minConfidenceDelta: policy.min_confidence_delta,
    overloadPenalty: policy.overload_penalty,
    coldStartPenalty: policy.cold_start_penalty,
    performanceWeight: policy.performance_weight,
    minPerformanceObservations: policy.min_performance_observations,
    costGuardEnabled: policy.cost_guard_enabled,
    maxCostMultiplier: policy.max_cost_multiplier,
    criticalRiskThreshold: policy.critical_risk_threshold,
    decay: policy.decay,
    maxHistory: policy.max_history,
    halfLifeMs: policy.half_life_s * 1000,
    probeAfterMs: policy.probe_after_s * 1000,
    probeAtMostMs: policy.probe_at_most_s * 1000,
  };
}
