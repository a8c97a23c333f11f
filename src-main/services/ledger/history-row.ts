import { z } from 'zod';
import type { HistoryRecord } from '../../contract/history.ts';
import { completeOlderRecord } from './older-record.ts';

/** What history reads of a line: a part of `requestRecordSchema`, so that a long log is read quickly. */
const rowSchema = z.object({
  id: z.string().min(1),
  at_ms: z.number(),
  kind: z.enum(['turn', 'title', 'compaction', 'guardian', 'review', 'subagent', 'other']),
  asked: z.string(),
  attempts: z.array(z.unknown()),
  chosen: z.string().optional(),
  provider: z.string().optional(),
  reason: z.string(),
  status: z.int(),
  error_code: z.string().optional(),
  ttft_ms: z.number().optional(),
  total_ms: z.number(),
  tokens: z.object({ input: z.int(), cached_input: z.int(), output: z.int() }).optional(),
  cost_usd: z.number().optional(),
  saved_usd: z.number().optional(),
  conversation_id: z.string().optional(),
});

/** One line of the request log as a row of the history, or undefined when it is damaged or none of ours. */
export function parseHistoryRow(line: string): HistoryRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined; // cut by a power failure: the lines around it are still good
  }
  const { data: row } = rowSchema.safeParse(completeOlderRecord(value));
  if (row === undefined) return undefined;
  const { tokens } = row;
  return {
    id: row.id,
    phase: 'ended',
    startedAtMs: row.at_ms,
    requestedModel: row.asked,
    reason: row.reason,
    status: row.status,
    totalMs: row.total_ms,
    attempts: row.attempts.length,
    kind: row.kind,
    ...(row.chosen !== undefined && { selectedModel: row.chosen }),
    ...(row.provider !== undefined && { provider: row.provider }),
    ...(row.error_code !== undefined && { errorCode: row.error_code }),
    ...(row.ttft_ms !== undefined && { ttftMs: row.ttft_ms }),
    ...(tokens && {
      inputTokens: tokens.input,
      cachedInputTokens: tokens.cached_input,
      outputTokens: tokens.output,
    }),
    ...(row.cost_usd !== undefined && { costUsd: row.cost_usd }),
    ...(row.saved_usd !== undefined && { savedUsd: row.saved_usd }),
    ...(row.conversation_id !== undefined && { conversationId: row.conversation_id }),
  };
}

export function isFailed(row: HistoryRecord): boolean {
  return row.errorCode !== undefined || (row.status !== undefined && row.status >= 400);
}
