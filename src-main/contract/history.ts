import { z } from 'zod';
import { requestEventSchema } from './request-event.ts';

export const historySortSchema = z.enum(['time', 'cost', 'total', 'ttft', 'tokens']);
export type HistorySort = z.infer<typeof historySortSchema>;

export const historyFilterSchema = z.strictObject({
  /** Words that must all occur in a record's names, reason or error; case and accents do not matter. */
  search: z.string().max(200).default(''),
  alias: z.string().optional(),
  onlyFailed: z.boolean().default(false),
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

/** One page of the request log. */
export const historyQuerySchema = z.strictObject({
  filter: historyFilterSchema.prefault({}),
  sort: historySortSchema.default('time'),
  isDescending: z.boolean().default(true),
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(1000),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const historyRecordSchema = requestEventSchema;
export type HistoryRecord = z.infer<typeof historyRecordSchema>;

export const historyPageSchema = z.strictObject({
  /** Records the filter leaves, all pages together. */
  total: z.int().nonnegative(),
  records: z.array(historyRecordSchema),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

/** Sums of one alias on one of the person's calendar days. */
export const historyDaySchema = z.strictObject({
  /** `2026-11-21` */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  alias: z.string(),
  requests: z.int(),
  failed: z.int(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number(),
  savedUsd: z.number().optional(),
});
export type HistoryDay = z.infer<typeof historyDaySchema>;
