import { z } from 'zod';

/** What the dashboard sees of one request, while it runs and when it ended. Never a prompt, an answer or a key. */
export const requestEventSchema = z.strictObject({
  /** Unique per request, made by the router: `req_…`. */
  id: z.string(),
  phase: z.enum(['started', 'first-byte', 'ended']),
  startedAtMs: z.number(),
  /** Model name the client asked for: an alias or a deployment. */
  requestedModel: z.string(),
  /** Deployment the request was sent to; absent until one was chosen. */
  selectedModel: z.string().optional(),
  provider: z.string().optional(),
  /** Why it went there, in words. */
  reason: z.string().optional(),
  /** HTTP status given to the client; absent while it runs. */
  status: z.int().optional(),
  errorCode: z.string().optional(),
  ttftMs: z.number().optional(),
  totalMs: z.number().optional(),
  attempts: z.int().optional(),
  inputTokens: z.int().optional(),
  cachedInputTokens: z.int().optional(),
  outputTokens: z.int().optional(),
  costUsd: z.number().optional(),
  /** What the baseline would have cost, less the cost; negative where the baseline was cheaper. */
  savedUsd: z.number().optional(),
  /** Codex's session id, where it sent one. */
  conversationId: z.string().optional(),
  /** What kind of request Codex sent: a turn, or one of those it sends on its own. */
  kind: z.enum(['turn', 'title', 'compaction', 'guardian', 'review', 'subagent', 'other']).default('other'),
});
export type RequestEvent = z.infer<typeof requestEventSchema>;
