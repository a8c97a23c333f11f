/** One ended request, as the gate and the roll-back look at it. */
export interface TurnSample {
  /** Conversation, or the request id where there is none: what belongs together when resampling. */
  readonly cluster: string;
  /** Whether the adaptive decision was in force for it. */
  readonly treated: boolean;
  readonly failed: boolean;
  readonly totalMs: number;
  readonly ttftMs?: number;
  readonly costUsd?: number;
  readonly qualityShare?: number;
}
