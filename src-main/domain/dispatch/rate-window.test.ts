import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToWindow, EMPTY_WINDOW, msUntilFits, windowUse } from './rate-window.ts';

interface Step {
  readonly waitMs: number;
  readonly tokens: number;
  readonly requests: number;
  /** What is corrected began this long ago. */
  readonly agoMs: number;
}

const START_MS = 1_700_000_000_000;

const steps = fc.array(
  fc.record({
    waitMs: fc.oneof(fc.nat(3_000), fc.nat(90_000)),
    tokens: fc.integer({ min: -500, max: 2_000 }),
    requests: fc.nat(2),
    agoMs: fc.oneof(fc.constant(0), fc.nat(80_000)),
  }),
  { maxLength: 40 },
);

/** The same minute as a list that is walked over from end to end. */
function countPlainly(all: readonly Step[]) {
  const seconds = new Map<number, { tokens: number; requests: number }>();
  let nowMs = START_MS;
  const forget = () => {
    for (const second of seconds.keys()) {
      if ((second + 60) * 1000 <= nowMs - 1000) seconds.delete(second);
    }
  };
  for (const { waitMs, tokens, requests, agoMs } of all) {
    nowMs += waitMs;
    forget();
    const second = Math.floor((nowMs - agoMs) / 1000);
    const before = seconds.get(second);
    if (before === undefined && tokens <= 0 && requests <= 0) continue;
    const { tokens: had, requests: asked } = before ?? { tokens: 0, requests: 0 };
    seconds.set(second, { tokens: Math.max(0, had + tokens), requests: asked + requests });
  }
  return {
    nowMs,
    at(atMs: number) {
      nowMs = atMs;
      forget();
      const sum = { tokens: 0, requests: 0 };
      for (const one of seconds.values()) {
        sum.tokens += one.tokens;
        sum.requests += one.requests;
      }
      return sum;
    },
  };
}

function play(all: readonly Step[]) {
  let nowMs = START_MS;
  let window = EMPTY_WINDOW;
  for (const { waitMs, tokens, requests, agoMs } of all) {
    nowMs += waitMs;
    window = addToWindow(window, tokens, requests, nowMs - agoMs, nowMs);
  }
  return window;
}

it('holds what a plain count of the last minute holds, now and later', () => {
  fc.assert(
    fc.property(steps, fc.nat(70_000), (all, laterMs) => {
      const plain = countPlainly(all);
      const window = play(all);
      const { nowMs } = plain;
      expect(windowUse(window, nowMs)).toEqual(plain.at(nowMs));
      expect(windowUse(window, nowMs + laterMs)).toEqual(plain.at(nowMs + laterMs));
    }),
  );
});

it('says when a request fits: then it does, and a millisecond before it does not', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3_000 }), (all, wanted) => {
      const { nowMs } = countPlainly(all);
      const window = play(all);
      const limit = 3_000;
      const waitMs = msUntilFits(window, 'tokens', wanted, limit, nowMs);
      const fits = (atMs: number) => windowUse(window, atMs).tokens + wanted <= limit;
      expect(fits(nowMs + waitMs)).toBe(true);
      expect(waitMs === 0 || !fits(nowMs + waitMs - 1)).toBe(true);
    }),
  );
});
