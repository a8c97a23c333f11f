/**
 * Tokens and requests of the last minute, counted in whole seconds. The newest second stands by itself and sums are
 * kept, so that neither counting nor asking walks over the minute.
 */
export interface RateWindow {
  /** Oldest first, without the newest. */
  readonly past: readonly RateSecond[];
  readonly newest: RateSecond | undefined;
  /** Of all seconds held. */
  readonly sum: RateUse;
}

interface RateSecond extends RateUse {
  readonly second: number;
}

export interface RateUse {
  readonly tokens: number;
  readonly requests: number;
}

const WINDOW_SECONDS = 60;
const NOTHING: RateUse = { tokens: 0, requests: 0 };
export const EMPTY_WINDOW: RateWindow = { past: [], newest: undefined, sum: NOTHING };

const isInside = (entry: RateSecond, nowMs: number): boolean =>
  (entry.second + WINDOW_SECONDS) * 1000 > nowMs - 1000;

/** @param tokens may be negative: a count never falls below nothing */
function added(entry: RateSecond, tokens: number, requests: number): RateSecond {
  return {
    second: entry.second,
    tokens: Math.max(0, entry.tokens + tokens),
    requests: entry.requests + requests,
  };
}

/** @param entries of different seconds, oldest first */
function windowOf(entries: readonly RateSecond[]): RateWindow {
  return { past: entries.slice(0, -1), newest: entries.at(-1), sum: sumOf(entries) };
}

function sumOf(entries: readonly RateSecond[]): RateUse {
  let tokens = 0;
  let requests = 0;
  for (const entry of entries) {
    tokens += entry.tokens;
    requests += entry.requests;
  }
  return { tokens, requests };
}

const entriesOf = ({ past, newest }: RateWindow): readonly RateSecond[] =>
  newest === undefined ? past : [...past, newest];

/** The window without what left it; itself where nothing did. */
function inside(window: RateWindow, nowMs: number): RateWindow {
  const oldest = window.past[0] ?? window.newest;
  if (oldest === undefined || isInside(oldest, nowMs)) return window;
  return windowOf(entriesOf(window).filter(entry => isInside(entry, nowMs)));
}

/** Adds tokens and requests at `atMs` (a negative count corrects an estimate) and forgets what left the window. */
export function addToWindow(
  window: RateWindow,
  tokens: number,
  requests: number,
  atMs: number,
  nowMs: number,
): RateWindow {
  const second = Math.floor(atMs / 1000);
  const kept = inside(window, nowMs);
  const { past, newest, sum } = kept;
  if (newest?.second === second) {
    const next = added(newest, tokens, requests);
    return {
      past,
      newest: next,
      sum: { tokens: sum.tokens - newest.tokens + next.tokens, requests: sum.requests + requests },
    };
  }
  const entries = entriesOf(kept);
  if (entries.some(entry => entry.second === second)) {
    return windowOf(entries.map(entry => (entry.second === second ? added(entry, tokens, requests) : entry)));
  }
  if (tokens <= 0 && requests <= 0) return kept;
  const fresh = added({ second, tokens: 0, requests: 0 }, tokens, requests);
  return windowOf([...entries, fresh].sort((one, other) => one.second - other.second));
}

export function windowUse(window: RateWindow, nowMs: number): RateUse {
  return inside(window, nowMs).sum;
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
  const { tokens, requests } = windowUse(window, nowMs);
  let used = of === 'tokens' ? tokens : requests;
  if (used + wanted <= limit) return 0;
  for (const entry of entriesOf(inside(window, nowMs))) {
    used -= entry[of];
    // A second counts until its last millisecond has left the window.
    if (used + wanted <= limit) return (entry.second + WINDOW_SECONDS + 1) * 1000 - nowMs;
  }
  return 0;
}

/** The same counts, each so many seconds later. */
export function shiftWindow(window: RateWindow, bySeconds: number): RateWindow {
  return windowOf(entriesOf(window).map(entry => ({ ...entry, second: entry.second + bySeconds })));
}
