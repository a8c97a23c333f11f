import type { CooldownTuning } from './dispatch-settings.ts';

/** What opens a cooldown. `failures`: several failures in a row. */
export type CooldownCause = 'rate-limited' | 'key-refused' | 'model-missing' | 'failures';

/**
 * Half-open is the open state past its end: one request may go through, and `isProbing` says that it is on
 * its way.
 */
export type Cooldown =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly cause: CooldownCause;
      readonly sinceMs: number;
      readonly untilMs: number;
      readonly isProbing: boolean;
    };

export const CLOSED: Cooldown = { kind: 'closed' };

/**
 * @param statedMs the upstream's own reset time, which wins over the configured length
 * @param opens failure cooldowns opened in a row before this one; each doubles the length
 */
export function cooldownLengthMs(
  cause: CooldownCause,
  tuning: CooldownTuning,
  statedMs: number | undefined,
  opens: number,
): number {
  const configuredS = {
    'rate-limited': tuning.rate_limited_s,
    'key-refused': tuning.key_refused_s,
    'model-missing': tuning.model_missing_s,
    failures: Math.min(tuning.failure_s * 2 ** Math.min(opens, 30), tuning.failure_max_s),
  }[cause];
  // A reset "now" still deserves a pause, or the next request would be refused at once.
  const lengthMs = statedMs === undefined ? configuredS * 1000 : Math.max(statedMs, 1000);
  return Math.min(lengthMs, tuning.max_s * 1000);
}

/** Opens, or prolongs: of two reasons to stay away the later end holds. */
export function openCooldown(
  current: Cooldown,
  cause: CooldownCause,
  lengthMs: number,
  nowMs: number,
): Cooldown {
  const untilMs = nowMs + lengthMs;
  if (current.kind === 'open' && current.untilMs > untilMs) return current;
  return { kind: 'open', cause, sinceMs: nowMs, untilMs, isProbing: false };
}

/** An attempt that starts once the time is over is the probe. */
export function startAttempt(cooldown: Cooldown, nowMs: number): Cooldown {
  if (cooldown.kind !== 'open' || nowMs < cooldown.untilMs || cooldown.isProbing) return cooldown;
  return { ...cooldown, isProbing: true };
}

/** Whether an attempt that started then is the one let through half-open. */
export function isProbe(cooldown: Cooldown, startedAtMs: number): boolean {
  return cooldown.kind === 'open' && cooldown.isProbing && startedAtMs >= cooldown.untilMs;
}
