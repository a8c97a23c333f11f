/** One of the limits of a person's own OpenAI plan, as OpenAI told it with an answer. */
export interface PlanWindow {
  /** What of it is used, 0..1. */
  readonly usedShare: number;
  readonly lengthMs: number;
  /** When it is whole again; epoch ms. */
  readonly resetsAtMs: number;
}

/** The short one, a few hours, and the long one, a week. Which is which is told by the length. */
const SLOTS = ['primary', 'secondary'] as const;

/** Nothing that is told reaches further than this; a longer time is not believed. */
const LONGEST_MS = 400 * 24 * 3_600_000;

/** What OpenAI told of a plan with its newest answer. */
export interface PlanNews {
  readonly windows: readonly PlanWindow[];
  /** Turns go on when the windows are used up: credits pay for them. */
  readonly hasCredits: boolean;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * What the headers of an answer tell, which Codex reads too: `x-codex-primary-used-percent` (0 to 100),
 * `…-window-minutes` and `…-reset-at` (epoch seconds), the same for `secondary`, and `x-codex-credits-has-credits`.
 * A window that is not told whole is left out.
 *
 * @param headers names in lower case
 * @returns undefined where they tell of no window
 */
export function planNewsIn(headers: Headers, nowMs: number): PlanNews | undefined {
  const windows = windowsIn(headers, nowMs);
  if (windows.length === 0) return undefined;
  const hasCredits = ['has-credits', 'unlimited'].some(
    name => String(headers[`x-codex-credits-${name}`]).toLowerCase() === 'true',
  );
  return { windows, hasCredits };
}

function windowsIn(headers: Headers, nowMs: number): readonly PlanWindow[] {
  return SLOTS.flatMap(slot => {
    const percent = numberIn(headers[`x-codex-${slot}-used-percent`]);
    const minutes = numberIn(headers[`x-codex-${slot}-window-minutes`]);
    const resetSeconds = numberIn(headers[`x-codex-${slot}-reset-at`]);
    if (percent === undefined || minutes === undefined || resetSeconds === undefined) return [];
    const window: PlanWindow = {
      usedShare: Math.min(1, percent / 100),
      lengthMs: minutes * 60_000,
      resetsAtMs: resetSeconds * 1000,
    };
    const isPlausible =
      window.lengthMs > 0 && window.lengthMs < LONGEST_MS && window.resetsAtMs < nowMs + LONGEST_MS;
    return isPlausible ? [window] : [];
  });
}

/** Milliseconds until no window is used up to `share` any more; 0 where none is, or credits go on paying. */
export function planSpentForMs({ windows, hasCredits }: PlanNews, share: number, nowMs: number): number {
  if (hasCredits) return 0;
  return windows.reduce(
    (longest, { usedShare, resetsAtMs }) =>
      usedShare < share ? longest : Math.max(longest, resetsAtMs - nowMs),
    0,
  );
}

function numberIn(value: string | readonly string[] | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\d+(\.\d+)?$/.test(value)) return undefined;
  return Number(value);
}
