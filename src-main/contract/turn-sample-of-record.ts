import type { TurnSample } from '../domain/markov/rollout/turn-sample.ts';
import { type AdaptiveRecord, adaptiveRecordSchema } from './adaptive-report.ts';
import type { RequestRecord } from './request-record.ts';

/** The `adaptive_router` block of a record; undefined where there is none, or one of another form. */
export function adaptiveOfRecord(record: RequestRecord): AdaptiveRecord | undefined {
  return adaptiveRecordSchema.safeParse(record.adaptive_router).data;
}

/**
 * A logged request as the gate and the roll-back look at it. Undefined where it says nothing of the router's
 * choice: no attempt was made, the request itself was refused, or the client went away.
 */
export function turnSampleOfRecord(record: RequestRecord, adaptive: AdaptiveRecord): TurnSample | undefined {
  const last = record.attempts.at(-1);
  if (last === undefined || last.result === 'rejected' || last.result === 'cancelled') return undefined;
  const { ttft_ms: ttftMs, cost_usd: costUsd, quality: qualityShare } = record;
  return {
    cluster: record.conversation_id ?? record.id,
    treated: adaptive.treated ?? adaptive.applied,
    failed: last.result === 'failed',
    totalMs: record.total_ms,
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(qualityShare === undefined ? {} : { qualityShare }),
  };
}
