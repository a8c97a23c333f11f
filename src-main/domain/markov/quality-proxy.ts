import { clampShare } from './scale.ts';

/** What the router can tell of an answer without reading it. */
export interface QualitySignals {
  /** The stream reached its terminal event. */
  readonly completed: boolean;
  /** Finish reason says the answer was cut (length, content filter). */
  readonly truncated: boolean;
  readonly toolCalls: number;
  /** Tool calls whose arguments parsed and whose name was offered in the request. */
  readonly validToolCalls: number;
  /** The client sent the same turn again at once, or asked for another answer. */
  readonly retriedByClient: boolean;
}

/** A cut answer, a wholly unusable set of tool calls and a regeneration each cost this much. */
const TRUNCATED_LOSS = 0.4;
const BAD_TOOL_CALL_LOSS = 0.5;
const RETRIED_LOSS = 0.4;

/** Quality proxy of one answer, 0..1. An answer that never completed is worth 0. */
export function computeQuality(signals: QualitySignals): number {
  if (!signals.completed) return 0;
  const badCallShare = signals.toolCalls > 0 ? clampShare(1 - signals.validToolCalls / signals.toolCalls) : 0;
  return clampShare(
    1 -
      (signals.truncated ? TRUNCATED_LOSS : 0) -
      BAD_TOOL_CALL_LOSS * badCallShare -
      (signals.retriedByClient ? RETRIED_LOSS : 0),
  );
}

/** Quality of an answer once it turned out that the client sent the same turn again. */
export function markDownRetried(qualityShare: number): number {
  return clampShare(qualityShare - RETRIED_LOSS);
}
