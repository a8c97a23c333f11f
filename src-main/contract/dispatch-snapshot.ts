import { z } from 'zod';

const share = z.number().min(0).max(1);

/** The seven weights of the soft risk. */
export const softScoreWeightsSchema = z.strictObject({
  cost: z.number().nonnegative(),
  ttft: z.number().nonnegative(),
  total_latency: z.number().nonnegative(),
  tokens_per_second: z.number().nonnegative(),
  error_rate: z.number().nonnegative(),
  token_pressure: z.number().nonnegative(),
  queue_depth: z.number().nonnegative(),
});
export type SoftScoreWeights = z.infer<typeof softScoreWeightsSchema>;

/** One deployment as `/dispatch/metrics` names its figures. */
export const deploymentRowSchema = z.strictObject({
  deployment: z.string(),
  provider: z.string(),
  local: z.boolean().default(false),
  calls: z.int(),
  /** Absent before the first call. */
  success_rate: share.optional(),
  ewma_ttft_ms: z.number(),
  ewma_total_latency_ms: z.number(),
  ewma_tokens_per_second: z.number(),
  ewma_queue_depth: z.number(),
  in_flight: z.int(),
  max_in_flight: z.int().optional(),
  ewma_error_rate: share,
  ewma_token_pressure: share,
  ewma_cost_usd: z.number(),
  hard_limited: z.boolean(),
  hard_limited_remaining_s: z.number().optional(),
  /** A `HardLimitReason` of the dispatch domain: `rate-limited`, `no-key` … */
  hard_limit_reason: z.string().optional(),
  last_status: z.int().optional(),
  /** Absent while hard-limited. */
  soft_risk: z.number().optional(),
  probability: share.optional(),
});
export type DeploymentRow = z.infer<typeof deploymentRowSchema>;

export const dispatchSnapshotSchema = z.strictObject({
  soft_score_weights: softScoreWeightsSchema,
  temperature: z.number().positive(),
  deployments: z.array(deploymentRowSchema),
});
export type DispatchSnapshot = z.infer<typeof dispatchSnapshotSchema>;

/** What other weights would give, without using them. */
export const dispatchPreviewSchema = z.strictObject({
  rows: z.array(deploymentRowSchema.pick({ deployment: true, soft_risk: true, probability: true })),
});
