export interface RestartTiming {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A child that lived this long starts the count anew. */
  readonly steadyMs: number;
  /** After so many short lives in a row it is given up. */
  readonly maxShortLives: number;
}

export const OLLAMA_RESTART: RestartTiming = {
  firstDelayMs: 500,
  maxDelayMs: 30_000,
  steadyMs: 60_000,
  maxShortLives: 6,
};

export type RestartDecision =
  | { readonly kind: 'restart'; readonly delayMs: number; readonly shortLives: number }
  | { readonly kind: 'give-up'; readonly shortLives: number };

/**
 * What follows the end of a child: a delay that doubles with every short life, then giving up.
 * @param shortLives short lives in a row before this one
 */
export function decideRestart(livedMs: number, shortLives: number, timing: RestartTiming): RestartDecision {
  const now = livedMs >= timing.steadyMs ? 1 : shortLives + 1;
  if (now > timing.maxShortLives) return { kind: 'give-up', shortLives: now };
  return {
    kind: 'restart',
    shortLives: now,
    delayMs: Math.min(timing.maxDelayMs, timing.firstDelayMs * 2 ** (now - 1)),
  };
}
