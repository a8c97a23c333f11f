export interface RestartPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** Failures in a row, without one stable run between them, after which restarting is given up. */
  readonly maxFailuresInARow: number;
  /** A child that was ready for this long has proved itself: its next failure counts as the first. */
  readonly stableAfterMs: number;
}

/**
 * The first restart is almost at once, because a Codex turn is waiting: Codex repeats a refused connection
 * after 0.2, 0.4, 0.8 and 1.6 s before it says anything.
 */
export const DEFAULT_RESTART_POLICY: RestartPolicy = {
  firstDelayMs: 100,
  maxDelayMs: 10_000,
  maxFailuresInARow: 8,
  stableAfterMs: 30_000,
};

/** Delay before the restart that follows the `failuresInARow`-th failure (1-based): doubling, capped. */
export function restartDelayMs(failuresInARow: number, policy: RestartPolicy): number {
  const doublings = Math.min(Math.max(failuresInARow - 1, 0), 30);
  return Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** doublings);
}
