import { z } from 'zod';

/**
 * One line of `cost_router.jsonl`. Times are epoch or plain milliseconds, money is USD, shares are 0..1.
 * Keys this version does not know are dropped on reading, so that a newer log can be read.
 */
export const requestRecordSchema = z.object({
  v: z.literal(1),
  /** Unique per request: `req_…`. */
  id: z.string().min(1),
  at_ms: z.number(),
  kind: z.enum(['turn', 'title', 'compaction', 'guardian', 'review', 'subagent', 'other']),
  asked: z.string(),
  resolved: z.string(),
  task: z.object({ level: z.string(), cue: z.string() }).optional(),
  strategy: z.enum(['ordered', 'risk-adjusted']),
  candidates: z.array(
    z.object({
      deployment: z.string(),
      provider: z.string(),
      limit: z.object({ reason: z.string(), remaining_s: z.number().optional() }).optional(),
      soft_risk: z.number().optional(),
      probability: z.number().optional(),
    }),
  ),
  attempts: z.array(
    z.object({
      deployment: z.string(),
      at_ms: z.number(),
      ttft_ms: z.number().optional(),
      total_ms: z.number(),
      status: z.number().optional(),
      result: z.enum(['succeeded', 'failed', 'rejected', 'cancelled']),
      word: z.string(),
    }),
  ),
  chosen: z.string().optional(),
  provider: z.string().optional(),
  cause: z.string(),
  /** Probability with which the first candidate was chosen; 1 where nothing was drawn. */
  choice_probability: z.number(),
  reason: z.string(),
  affinity: z
    .object({
      home: z.string(),
      other: z.string().optional(),
      price_usd: z.number().optional(),
      gain_usd: z.number().optional(),
    })
    .optional(),
  budget: z.string().optional(),
  status: z.number(),
  error_code: z.string().optional(),
  ttft_ms: z.number().optional(),
  total_ms: z.number(),
  tokens: z
    .object({
      /** `input` holds cached and cache-written tokens, `output` holds reasoning. */
      convention: z.literal('input-includes-cached'),
      source: z.enum(['reported', 'measured', 'estimated']),
      input: z.number(),
      cached_input: z.number(),
      cache_write: z.number(),
      output: z.number(),
      reasoning: z.number(),
      total: z.number(),
    })
    .optional(),
  /** Quality proxy of the answer, 0..1. */
  quality: z.number().min(0).max(1).optional(),
  /** Absent where no price is known. */
  cost_usd: z.number().optional(),
  /** Deployment that the savings are counted against. */
  baseline: z.string().optional(),
  baseline_usd: z.number().optional(),
  saved_usd: z.number().optional(),
  conversation_id: z.string().optional(),
  turn_id: z.string().optional(),
  /** For de-duplication against the provider's own log. */
  upstream_response_id: z.string().optional(),
  adaptive_router: z.record(z.string(), z.unknown()).optional(),
});
export type RequestRecord = z.infer<typeof requestRecordSchema>;
