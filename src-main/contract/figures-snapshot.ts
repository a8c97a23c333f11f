import { z } from 'zod';
import { saidSchema } from './sentence.ts';

/** Today's sums and the last hour's course, for the tiles. A series has one value a step, oldest first; null where nothing happened. */
export const figuresSnapshotSchema = z.strictObject({
  /** The person's calendar day. */
  day: z.string(),
  requests: z.int(),
  failed: z.int(),
  spentUsd: z.number(),
  /** What the baseline alias would have cost, less what was spent; absent where there is no baseline price. */
  savedUsd: z.number().optional(),
  baselineAlias: z.string().optional(),
  /** 0 is no limit. */
  budgetUsd: z.number().optional(),
  isBudgetReached: z.boolean().default(false),
  isBudgetLifted: z.boolean().default(false),
  ttftP50Ms: z.number().optional(),
  ttftP95Ms: z.number().optional(),
  tokensPerSec: z.number().optional(),
  course: z
    .strictObject({
      stepMs: z.number().positive(),
      requests: z.array(z.number().nullable()),
      /** Calls at work at a time, in the mean of the step: those that have ended since. */
      inFlight: z.array(z.number().nullable()),
      spentUsd: z.array(z.number().nullable()),
      savedUsd: z.array(z.number().nullable()),
      ttftMs: z.array(z.number().nullable()),
      tokensPerSec: z.array(z.number().nullable()),
    })
    .optional(),
});
export type FiguresSnapshot = z.infer<typeof figuresSnapshotSchema>;

/** Ollama as it is here: `external` answers but was not started by us and is never stopped. */
export const ollamaSnapshotSchema = z.strictObject({
  phase: z.enum(['not-installed', 'stopped', 'starting', 'running', 'external', 'failed']),
  model: z.string(),
  isModelPresent: z.boolean(),
  pull: z.strictObject({ completedBytes: z.number(), totalBytes: z.number().optional() }).optional(),
  message: z.string().optional(),
  said: saidSchema.optional(),
});
export type OllamaSnapshot = z.infer<typeof ollamaSnapshotSchema>;

/** What of ours stands in Codex's files now. */
export const codexChangesSchema = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string(),
      kind: z.enum(['created', 'edited']),
      /** Exactly the bytes that are ours, as text; `line` is 1-based. */
      parts: z.array(z.strictObject({ line: z.int(), text: z.string() })),
    }),
  ),
});
export type CodexChanges = z.infer<typeof codexChangesSchema>;
