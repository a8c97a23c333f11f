import { z } from 'zod';
import { saidSchema } from './sentence.ts';

const share = z.number().min(0).max(1);

/** Probabilities of the five health states; they sum to 1. */
export const stateProbabilitiesSchema = z.strictObject({
  healthy: share,
  warming: share,
  overloaded: share,
  failing: share,
  cooldown: share,
});
export type StateProbabilities = z.infer<typeof stateProbabilitiesSchema>;

export const rolloutSchema = z.enum(['shadow', 'canary', 'live']);
export type Rollout = z.infer<typeof rolloutSchema>;

export const adaptiveHealthSchema = z.strictObject({
  state: z.enum(['healthy', 'warming', 'overloaded', 'failing', 'cooldown']),
  risk: share,
  score: share,
  probabilities: stateProbabilitiesSchema,
  observations: z.int(),
  performance_score: z.number().optional(),
  average_cost_usd: z.number().optional(),
  reliability_score: z.number(),
  adjusted_score: z.number(),
  cold_start: z.boolean(),
});
export type AdaptiveHealth = z.infer<typeof adaptiveHealthSchema>;

/** `adaptive_router` of a request log record: what the health model thought of one request. */
export const adaptiveRecordSchema = z.strictObject({
  enabled: z.boolean(),
  shadow_mode: z.boolean(),
  rollout: rolloutSchema,
  /** Empty, like the suggestion and the order, where every candidate was held back. */
  baseline_provider: z.string(),
  suggested_provider: z.string(),
  confidence_delta: z.number(),
  effective_order: z.array(z.string()),
  would_switch: z.boolean(),
  applied: z.boolean(),
  cost_guard_blocked: z.boolean(),
  cost_multiplier: z.number().optional(),
  max_cost_multiplier: z.number(),
  health: z.record(z.string(), adaptiveHealthSchema),
  preset: z.enum(['reference', 'bayes']).optional(),
  /** Probability with which the live choice was made: of the draw, of the canary, of both; 1 where it was certain. */
  propensity: z.number().gt(0).max(1).optional(),
  /** Where the model would have sent the request, over every first choice that could have been drawn. */
  target_shares: z.record(z.string(), share).optional(),
  /** A single request sent to learn whether a candidate is well. */
  trial: z.boolean().optional(),
  /** Whether the decision was in force for the request: its conversation is in the canary, or all are live. */
  treated: z.boolean().optional(),
});
export type AdaptiveRecord = z.infer<typeof adaptiveRecordSchema>;

const intervalSchema = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

export const figureNameSchema = z.enum([
  'ttft_p50_ms',
  'latency_p95_ms',
  'error_rate',
  'cost_per_1000_usd',
  'quality',
]);
export type FigureName = z.infer<typeof figureNameSchema>;

/** What the shadow policy would have given, estimated from the log. */
export const counterfactualSchema = z.strictObject({
  requests: z.int(),
  effective_sample_size: z.number(),
  /** The live choice was deterministic: nothing but the model backs the estimate. */
  model_only: z.boolean(),
  figures: z.array(
    z.strictObject({
      figure: figureNameSchema,
      live: z.number().optional(),
      shadow: intervalSchema.optional(),
    }),
  ),
});
export type Counterfactual = z.infer<typeof counterfactualSchema>;

export const promotionGateSchema = z.strictObject({
  open: z.boolean(),
  /** Stage that a person may move to when it is open. */
  next: rolloutSchema.optional(),
  criteria: z.array(
    z.strictObject({
      figure: figureNameSchema,
      verdict: z.enum(['better', 'not-worse', 'worse', 'unknown']),
      evidence: z.string(),
      said: saidSchema.optional(),
    }),
  ),
});
export type PromotionGate = z.infer<typeof promotionGateSchema>;

/** The long view of the adaptive router, asked for when somebody looks. */
export const adaptiveReportSchema = z.strictObject({
  /** Per candidate, oldest first. */
  history: z.array(
    z.strictObject({
      candidate: z.string(),
      points: z.array(z.strictObject({ at_ms: z.number(), probabilities: stateProbabilitiesSchema })),
    }),
  ),
  counterfactual: counterfactualSchema.optional(),
  gate: promotionGateSchema.optional(),
  /** Newest first. */
  transitions: z.array(
    z.strictObject({
      at_ms: z.number(),
      from: rolloutSchema,
      to: rolloutSchema,
      cause: z.enum(['person', 'policy', 'roll-back']),
      evidence: z.string(),
      said: saidSchema.optional(),
    }),
  ),
});
export type AdaptiveReport = z.infer<typeof adaptiveReportSchema>;

/** The adaptive router at a glance, in every snapshot. */
export const adaptiveSnapshotSchema = z.strictObject({
  enabled: z.boolean(),
  rollout: rolloutSchema,
  canary_fraction: share,
  candidates: z.record(z.string(), adaptiveHealthSchema),
  /** Set by an automatic roll-back, until a person asks for a stage again. */
  rolled_back: z
    .strictObject({
      at_ms: z.number(),
      from: rolloutSchema,
      reason: z.string(),
      said: saidSchema.optional(),
    })
    .optional(),
});
export type AdaptiveSnapshot = z.infer<typeof adaptiveSnapshotSchema>;
