/** Tokens and requests of the last minute, counted in whole seconds, oldest first. */
export type RateWindow = readonly RateSecond[];

interface RateSecond {
  readonly second: number;
  readonly tokens: number;
  readonly requests: number;
}

const WINDOW_SECONDS = 60;
const EMPTY: RateWindow = [];
export const EMPTY_WINDOW = EMPTY;

const isInside = (entry: RateSecond, nowMs: number): boolean =>
  (entry.second + WINDOW_SECONDS) * 1000 > nowMs - 1000;

/** Adds tokens and requests at `atMs` (a negative count corrects an estimate) and forgets what left the window. */
export function addToWindow(
  window: RateWindow,
  tokens: number,
  requests: number,
  atMs: number,
  nowMs: number,
): RateWindow {
  const second = Math.floor(atMs / 1000);
  const kept = window.filter(entry => isInside(entry, nowMs));
  const at = kept.findIndex(entry => entry.second === second);
  const old = kept[at];
  if (old) {
    kept[at] = { second, tokens: Math.max(0, old.tokens + tokens), requests: old.requests + requests };
  } else if (tokens > 0 || requests > 0) {
    kept.push({ second, tokens: Math.max(0, tokens), requests });
  }
  return kept;
}

export interface RateUse {
  readonly tokens: number;
  readonly requests: number;
}

export function windowUse(window: RateWindow, nowMs: number): RateUse {
  let tokens = 0;
  let requests = 0;
  for (const entry of window) {
    if (!isInside(entry, nowMs)) continue;
    tokens += entry.tokens;
    requests += entry.requests;
  }
  return { tokens, requests };
}

/**
 * Milliseconds until enough of the window has gone for `wanted` more to fit under `limit`; 0 when it fits
 * now, Infinity when it never will because the request alone is larger than the limit.
 */
export function msUntilFits(
  window: RateWindow,
  of: 'tokens' | 'requests',
  wanted: number,
  limit: number,
  nowMs: number,
): number {
  if (wanted > limit) return Number.POSITIVE_INFINITY;
  let used = 0;
  for (const entry of window) if (isInside(entry, nowMs)) used += entry[of];
  if (used + wanted <= limit) return 0;
  for (const entry of window) {
    if (!isInside(entry, nowMs)) continue;
    used -= entry[of];
    // A second counts until its last millisecond has left the window.
    if (used + wanted <= limit) return (entry.second + WINDOW_SECONDS + 1) * 1000 - nowMs;
  }
  return 0;
}
