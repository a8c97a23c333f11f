/** How long the person's own plan is left alone after it said that its limit is reached. */
export interface PlanLimit {
  /** Milliseconds until it is asked again; 0 when it may be asked now. */
  remainingMs(account: string, nowMs: number): number;
  reached(account: string, nowMs: number, retryAfterSeconds: number | undefined): void;
}

/** Without a time of its own a plan is asked again every five minutes: one quick refusal is cheap. */
const DEFAULT_MS = 5 * 60_000;
/** Plans renew within hours or days; asking once an hour finds out about one that was raised. */
const LONGEST_MS = 60 * 60_000;

/** One limit an account: a person may switch logins. */
export function createPlanLimit(): PlanLimit {
  const until = new Map<string, number>();
  return {
    remainingMs: (account, nowMs) => Math.max(0, (until.get(account) ?? 0) - nowMs),
    reached(account, nowMs, retryAfterSeconds) {
      until.set(
        account,
        nowMs + Math.min(LONGEST_MS, retryAfterSeconds === undefined ? DEFAULT_MS : retryAfterSeconds * 1000),
      );
    },
  };
}
