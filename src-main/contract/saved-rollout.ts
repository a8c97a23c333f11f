import { z } from 'zod';
import { rolloutSchema } from './adaptive-report.ts';

const evidenceSchema = z.strictObject({
  figure: z.enum(['error rate', 'total latency', 'TTFT', 'cost', 'quality']),
  treated: z.number(),
  control: z.number(),
  treatedRequests: z.int(),
  controlRequests: z.int(),
  text: z.string(),
});

const transitionSchema = z.strictObject({
  atMs: z.number(),
  from: rolloutSchema,
  to: rolloutSchema,
  cause: z.enum(['configured', 'promoted', 'rolled-back']),
  reason: z.string(),
  evidence: evidenceSchema.optional(),
});

/** `state/adaptive.json`: the stage in force and how it came to it. What was learned is read back from the log. */
export const savedRolloutSchema = z.strictObject({
  version: z.literal(1),
  stage: rolloutSchema,
  asked: rolloutSchema,
  sinceMs: z.number(),
  rolledBack: transitionSchema.optional(),
  transitions: z.array(transitionSchema),
});
export type SavedRollout = z.infer<typeof savedRolloutSchema>;
