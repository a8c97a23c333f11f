/** The time of day that no change of the system's clock moves while something is being timed by it. */
export interface SteadyClock {
  /** Epoch milliseconds, whole. */
  nowMs(): number;
  /**
   * Takes the system's time over. Called while nothing is being timed.
   * @returns the milliseconds by which the clock was moved or the machine slept; 0 where it kept time
   */
  adjust(): number;
}

/** Less than this is drift, and taken over without a word. */
const DRIFT_MS = 500;

/** Counts on by the monotonic clock from the system's time; the two part when one is set or the machine sleeps. */
export function createSteadyClock(
  wallMs: () => number = Date.now,
  monotonicMs: () => number = () => performance.now(),
): SteadyClock {
  let offsetMs = wallMs() - monotonicMs();
  return {
    nowMs: () => Math.round(offsetMs + monotonicMs()),
    adjust() {
      const movedMs = wallMs() - monotonicMs() - offsetMs;
      offsetMs += movedMs;
      return Math.abs(movedMs) < DRIFT_MS ? 0 : Math.round(movedMs);
    },
  };
}
