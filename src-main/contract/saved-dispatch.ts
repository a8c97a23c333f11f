import { z } from 'zod';

const cooldownSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({
    kind: z.literal('open'),
    cause: z.enum(['rate-limited', 'key-refused', 'model-missing', 'failures']),
    sinceMs: z.number(),
    untilMs: z.number(),
    isProbing: z.boolean(),
  }),
]);

const savedDeploymentSchema = z.strictObject({
  calls: z.int().nonnegative(),
  successes: z.int().nonnegative(),
  lastStatus: z.int().nullable(),
  ewmaCostUsd: z.number(),
  ewmaTtftMs: z.number(),
  ewmaTotalLatencyMs: z.number(),
  ewmaTokensPerSec: z.number(),
  ewmaErrorRate: z.number(),
  ewmaTokenPressure: z.number(),
  ewmaQueueDepth: z.number(),
  failuresInRow: z.int().nonnegative(),
  failureOpens: z.int().nonnegative(),
  cooldown: cooldownSchema,
});

/** `state/dispatch.json`: what dispatch has learned, kept over a restart. Never text or keys. */
export const savedDispatchSchema = z.strictObject({
  version: z.literal(1),
  savedAtMs: z.number(),
  deployments: z.record(z.string(), savedDeploymentSchema),
  conversations: z.array(
    z.strictObject({
      id: z.string(),
      home: z.string(),
      atMs: z.number(),
      contextTokens: z.number(),
      spentUsd: z.number(),
    }),
  ),
  spend: z.strictObject({
    day: z.string(),
    usd: z.number(),
    before: z.strictObject({ day: z.string(), usd: z.number() }).optional(),
    liftedDay: z.string().optional(),
  }),
});
