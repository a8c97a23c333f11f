import { z } from 'zod';
import { cooldownSettingsSchema, softRiskWeightsSchema } from './settings.ts';

/** The bodies of `/dispatch/*`. Durations end in `_ms` or `_s`; probabilities and shares are 0..1. */

const share = z.number().min(0).max(1);
const strategySchema = z.enum(['ordered', 'risk-adjusted']);

export const deploymentMetricsSchema = z.strictObject({
  provider: z.string(),
  calls: z.int().nonnegative(),
  success_rate: share.nullable().describe('Answers over calls; null before the first call'),
  ewma_ttft_ms: z.number(),
  ewma_total_latency_ms: z.number(),
  ewma_tokens_per_second: z.number(),
  ewma_queue_depth: z.number().describe('The larger of the average and the requests in flight'),
  in_flight: z.int().nonnegative(),
  max_in_flight: z.int().positive(),
  ewma_error_rate: share,
  ewma_token_pressure: share,
  ewma_cost_usd: z.number(),
  hard_limited: z.boolean(),
  hard_limited_remaining_s: z.int().nonnegative().nullable(),
  hard_limit_reason: z.string().nullable(),
  last_status: z.int().nullable(),
  soft_risk: z.number().nullable().describe('Null while hard-limited'),
  probability: share.describe('0 while hard-limited; the others sum to 1'),
});

export const dispatchMetricsSchema = z.strictObject({
  strategy: z.record(z.string(), strategySchema).describe('By alias'),
  soft_score_weights: softRiskWeightsSchema,
  temperature: z.number(),
  hard_limits: cooldownSettingsSchema,
  deployments: z.record(z.string(), deploymentMetricsSchema),
});

export const dispatchStateSchema = z.strictObject({
  aliases: z.record(
    z.string(),
    z.strictObject({ strategy: strategySchema, candidates: z.array(z.string()) }),
  ),
  providers: z.record(z.string(), z.strictObject({ has_key: z.boolean(), up: z.boolean() })),
  conversations: z.array(
    z.strictObject({
      id: z.string(),
      home: z.string().describe('Deployment that answered it last'),
      at_ms: z.number(),
      context_tokens: z.number(),
      spent_usd: z.number(),
    }),
  ),
  spend: z.strictObject({ day: z.string(), usd: z.number(), lifted: z.boolean() }),
  baseline: z.string().nullable().describe('Deployment that savings are counted against'),
  preset: z.enum(['standard', 'reference']),
  affinity: z.enum(['priced', 'none']),
});

export const explanationSchema = z.strictObject({
  asked: z.string(),
  resolved: z.string().describe('Alias or deployment the candidates come from'),
  kind: z.enum(['turn', 'title', 'compaction', 'guardian', 'review', 'subagent', 'other']),
  strategy: strategySchema,
  strict: z.boolean().describe('Asked for by name: no fallback'),
  order: z.array(z.string()).describe('Candidates in the order of trying'),
  cause: z.string(),
  reason: z.string(),
  choice_probability: share,
  projected_tokens: z.number(),
  candidates: z.array(
    z.strictObject({
      deployment: z.string(),
      provider: z.string(),
      hard_limited: z.boolean(),
      hard_limit_reason: z.string().nullable(),
      hard_limit_text: z.string().nullable(),
      hard_limited_remaining_s: z.int().nonnegative().nullable(),
      soft_risk: z.number().nullable(),
      probability: share,
    }),
  ),
  affinity: z
    .strictObject({
      home: z.string(),
      other: z.string().nullable(),
      price_usd: z.number().nullable(),
      gain_usd: z.number().nullable(),
    })
    .nullable(),
  budget: z.string().nullable(),
  refusal: z
    .strictObject({
      code: z.string(),
      detail: z.string(),
      message: z.string(),
      retry_after_s: z.int().positive().nullable(),
    })
    .nullable(),
});
