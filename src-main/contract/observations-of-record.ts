import type { Observation } from '../domain/markov/observation.ts';
import type { RequestRecord } from './request-record.ts';

/**
 * What a logged request says about the candidates that were tried, in the order in which they were. Refusals of
 * the request itself and attempts the client gave up say nothing about them. Tokens, cost and quality belong to
 * the last attempt.
 */
export function observationsOfRecord(record: RequestRecord): readonly Observation[] {
  return record.attempts.flatMap((attempt, place): Observation[] => {
    if (attempt.result !== 'succeeded' && attempt.result !== 'failed') return [];
    const isLast = place === record.attempts.length - 1;
    const { tokens, cost_usd: costUsd, quality } = record;
    return [
      {
        candidate: attempt.deployment,
        endedAtMs: attempt.at_ms + attempt.total_ms,
        ok: attempt.result === 'succeeded',
        totalMs: attempt.total_ms,
        ...(attempt.ttft_ms === undefined ? {} : { ttftMs: attempt.ttft_ms }),
        ...(isLast && tokens !== undefined ? { outputTokens: tokens.output } : {}),
        ...(isLast && costUsd !== undefined ? { costUsd } : {}),
        ...(isLast && quality !== undefined ? { qualityShare: quality } : {}),
      },
    ];
  });
}
