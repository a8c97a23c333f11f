import { z } from 'zod';
import { saidSchema } from './sentence.ts';

/** What a provider can be examined in, in the order it is done. */
export const EXAM_CHECKS = [
  'stream',
  'usage',
  'parallel-calls',
  'empty-arguments',
  'apply-patch',
  'namespace',
  'schema',
  'image-in-result',
  'reasoning-replay',
  'silence',
  'compaction',
  'cancel',
] as const;
export type ExamCheckName = (typeof EXAM_CHECKS)[number];

export const examCheckSchema = z.strictObject({
  name: z.enum(EXAM_CHECKS),
  /** `not-offered`: the model cannot do it, and says so by its settings or by not doing it when asked. */
  outcome: z.enum(['passed', 'failed', 'not-offered']),
  /** What was seen, in a sentence for a person. */
  words: z.string(),
  said: saidSchema.optional(),
  tookMs: z.number(),
});
export type ExamCheck = z.infer<typeof examCheckSchema>;

/** `state/exam/<deployment>.json`: what is known of a deployment from asking it. */
export const examReportSchema = z.strictObject({
  v: z.literal(1),
  deployment: z.string(),
  atMs: z.number(),
  /** Of the settings it was examined with; another one today means that the report is about something else. */
  settingsHash: z.string().optional(),
  checks: z.array(examCheckSchema),
});
export type ExamReport = z.infer<typeof examReportSchema>;

/** A deployment of `router.yaml` with what its last exam found. */
export const examinedSchema = z.strictObject({
  deployment: z.string(),
  provider: z.string(),
  report: examReportSchema.optional(),
  /** The deployment or its provider has been changed since. */
  isStale: z.boolean(),
});
export type Examined = z.infer<typeof examinedSchema>;
