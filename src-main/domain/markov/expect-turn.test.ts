import { expect, test } from 'vitest';
import { expectTurn } from './expect-turn.ts';
import { followExperience, NO_EXPERIENCE } from './experience.ts';
import type { Observation } from './observation.ts';

const HOUR_MS = 3_600_000;
const SEEN: Observation = {
  candidate: 'one',
  endedAtMs: 0,
  ok: true,
  ttftMs: 1000,
  totalMs: 5000,
  outputTokens: 250,
};
const USUAL = { ttftMs: 1000, totalMs: 5000 };

/** Turns by their TTFT, each so long after the one before. */
function follow(turns: readonly (readonly [ttftMs: number, afterMs: number])[]) {
  let experience = NO_EXPERIENCE;
  for (const [ttftMs, afterMs] of turns) {
    const seen = { ...SEEN, ttftMs, totalMs: ttftMs + 4000 };
    experience = followExperience(experience, seen, true, 2 ** (-afterMs / 300_000));
  }
  return { experience, usual: USUAL, expectedCostUsd: undefined, risk: 0 };
}
const times = (count: number, ttftMs: number) => Array.from({ length: count }, () => [ttftMs, 5000] as const);

test.each([
  ['one quick turn after an hour', 'chance', [[600, HOUR_MS]]],
  ['one slow turn after an hour', 'chance', [[1700, HOUR_MS]]],
  ['one crawl after an hour', 'slower', [[8000, HOUR_MS]]],
  ['one slow turn in a row of others', 'chance', times(1, 1700)],
  ['twelve quick turns in a row', 'quicker', times(12, 600)],
  ['twelve slow turns in a row', 'slower', times(12, 2500)],
] as const)('%s: %s', (_, change, newest) => {
  const place = follow([...times(30, 1000), ...newest]);
  const { ttftMs } = expectTurn(place, place, 250);
  // What is no change moves the long memory a little, and what is one is read off the newest turns.
  const seen = ttftMs > 1300 ? 'slower' : ttftMs < 770 ? 'quicker' : 'chance';
  expect(seen).toBe(change);
});
