/**
 * One ended attempt, as the router saw it. What it could not see is absent: a failed attempt has no TTFT,
 * an upstream may send no usage. Absent figures are never read as zero.
 */
export interface Observation {
  /** Deployment name, or a Codex-facing provider. */
  readonly candidate: string;
  readonly endedAtMs: number;
  readonly ok: boolean;
  readonly ttftMs?: number;
  readonly totalMs?: number;
  readonly outputTokens?: number;
  readonly costUsd?: number;
  /** Share of the tokens-per-minute limit in use, 0..1. */
  readonly tokenPressureShare?: number;
  /** Quality proxy, 0..1: see `computeQuality`. */
  readonly qualityShare?: number;
  /** Averaged error rate of the candidate when the attempt ended, 0..1. */
  readonly errorRateShare?: number;
}
