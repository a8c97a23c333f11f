import type { AttemptOutcome } from './provider-sim.ts';

/** The part of the router's hard limits the simulator needs; both policies live under it. */
export interface SimLimits {
  isAdmissible(provider: number, nowMs: number): boolean;
  sent(provider: number, nowMs: number): void;
  ended(provider: number, kind: AttemptOutcome['kind'], nowMs: number): void;
  /** When the first of all candidates may be tried again. */
  soonestMs(nowMs: number): number;
}

const RATE_LIMIT_COOLDOWN_MS = 300_000;
const FIRST_COOLDOWN_MS = 30_000;
const LONGEST_COOLDOWN_MS = 300_000;
const FAILURES_IN_ROW = 3;

export interface SimLimitsInput {
  readonly enabled: boolean;
  /** One entry a provider: its in-flight cap and the `Retry-After` it sends, each optional. */
  readonly providers: readonly { readonly maxInFlight?: number; readonly retryAfterS?: number }[];
}

interface Limit {
  untilMs: number;
  failures: number;
  nextCooldownMs: number;
  isHalfOpen: boolean;
  inFlight: number;
}

export function createSimLimits({ enabled, providers }: SimLimitsInput): SimLimits {
  const limits = providers.map(
    (): Limit => ({
      untilMs: 0,
      failures: 0,
      nextCooldownMs: FIRST_COOLDOWN_MS,
      isHalfOpen: false,
      inFlight: 0,
    }),
  );
  return {
    isAdmissible(provider, nowMs) {
      const limit = limits[provider];
      if (!enabled || limit === undefined) return true;
      if (limit.inFlight >= (providers[provider]?.maxInFlight ?? Number.POSITIVE_INFINITY)) return false;
      return nowMs >= limit.untilMs && !(limit.isHalfOpen && limit.inFlight > 0);
    },
    sent(provider) {
      const limit = limits[provider];
      if (limit !== undefined) limit.inFlight += 1;
    },
    ended(provider, kind, nowMs) {
      const limit = limits[provider];
      if (limit === undefined) return;
      limit.inFlight -= 1;
      if (kind === 'answered') {
        limit.failures = 0;
        limit.isHalfOpen = false;
        limit.nextCooldownMs = FIRST_COOLDOWN_MS;
        return;
      }
      if (kind === 'rate-limited') {
        const retryAfterS = providers[provider]?.retryAfterS;
        limit.untilMs = nowMs + (retryAfterS === undefined ? RATE_LIMIT_COOLDOWN_MS : retryAfterS * 1000);
        limit.isHalfOpen = true;
        return;
      }
      limit.failures += 1;
      if (nowMs < limit.untilMs || (!limit.isHalfOpen && limit.failures < FAILURES_IN_ROW)) return;
      limit.untilMs = nowMs + limit.nextCooldownMs;
      limit.nextCooldownMs = Math.min(LONGEST_COOLDOWN_MS, limit.nextCooldownMs * 2);
      limit.isHalfOpen = true;
    },
    soonestMs: nowMs => Math.max(nowMs, Math.min(...limits.map(limit => limit.untilMs))),
  };
}
