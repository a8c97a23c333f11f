import type { AdaptiveRecord } from '../../contract/adaptive-report.ts';
import type { RequestRecord } from '../../contract/request-record.ts';
import { adaptiveOfRecord, turnSampleOfRecord } from '../../contract/turn-sample-of-record.ts';
import { markDownRetried } from '../../domain/markov/quality-proxy.ts';

/** One ended request of the log, as far as the report needs it. */
export interface LoggedTurn {
  readonly requestId: string;
  readonly endedAtMs: number;
  readonly conversationId?: string;
  readonly failed: boolean;
  readonly totalMs: number;
  readonly ttftMs?: number;
  readonly costUsd?: number;
  readonly qualityShare?: number;
  /** Probability with which dispatch drew each candidate; absent where it drew nothing. */
  readonly drawShares?: Readonly<Record<string, number>>;
  readonly adaptive: AdaptiveRecord;
}

/** A turn sent again within this time of its answer is one the person did not take. */
const RETRIED_WITHIN_MS = 30_000;

/** Requests whose answer was followed at once by the same request: same conversation, same turn, same input. */
function findRetried(records: readonly RequestRecord[]): ReadonlySet<string> {
  const last = new Map<string, RequestRecord>();
  const retried = new Set<string>();
  for (const record of records) {
    // Without a turn's id a client may well ask the same thing twice and mean it.
    if (record.conversation_id === undefined || record.turn_id === undefined) continue;
    if (record.tokens === undefined) continue;
    const before = last.get(record.conversation_id);
    last.set(record.conversation_id, record);
    if (before === undefined || before.turn_id !== record.turn_id || before.kind !== record.kind) continue;
    const waitedMs = record.at_ms - (before.at_ms + before.total_ms);
    const isSame = before.tokens?.input === record.tokens.input;
    if (isSame && waitedMs >= 0 && waitedMs < RETRIED_WITHIN_MS) retried.add(before.id);
  }
  return retried;
}

function drawSharesOf({ candidates }: RequestRecord): Readonly<Record<string, number>> {
  return Object.fromEntries(
    candidates.flatMap(({ deployment, probability }) =>
      probability === undefined ? [] : [[deployment, probability]],
    ),
  );
}

/**
 * The requests of a log that the adaptive router looked at while it was on, and that say something of it.
 * @param records oldest first
 */
export function loggedTurnsOf(records: readonly RequestRecord[]): readonly LoggedTurn[] {
  const retried = findRetried(records);
  return records.flatMap((record): LoggedTurn[] => {
    const adaptive = adaptiveOfRecord(record);
    if (adaptive?.enabled !== true) return [];
    const sample = turnSampleOfRecord(record, adaptive);
    if (sample === undefined) return [];
    const { failed, totalMs, ttftMs, costUsd, qualityShare } = sample;
    return [
      {
        requestId: record.id,
        endedAtMs: record.at_ms + record.total_ms,
        failed,
        totalMs,
        ...(record.conversation_id === undefined ? {} : { conversationId: record.conversation_id }),
        ...(ttftMs === undefined ? {} : { ttftMs }),
        ...(costUsd === undefined ? {} : { costUsd }),
        ...(qualityShare === undefined
          ? {}
          : { qualityShare: retried.has(record.id) ? markDownRetried(qualityShare) : qualityShare }),
        ...(adaptive.target_shares === undefined ? {} : { drawShares: drawSharesOf(record) }),
        adaptive,
      },
    ];
  });
}
