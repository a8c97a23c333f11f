import { expect, test } from 'vitest';
import type { ExperienceOf } from './expect-turn.ts';
import { type Experience, NO_EXPERIENCE } from './experience.ts';
import { computeWinShares, isReturnWorthIt } from './return-outlook.ts';

/** A place where turns of 250 tokens take one second to the first byte and four more, or as told. */
function place(change: Partial<Experience> = {}, costUsd = 0.01): ExperienceOf {
  const times = { ttftMs: 1000, msPerToken: 16, longTtftMs: 1000, longMsPerToken: 16, turns: 50 };
  const experience = { ...NO_EXPERIENCE, ...times, attempts: 50, ...change };
  return { experience, usual: { ttftMs: 1000, totalMs: 5000 }, expectedCostUsd: costUsd, risk: 0.05 };
}
const SLOWER = place({ ttftMs: 1200, longTtftMs: 1200, msPerToken: 18, longMsPerToken: 18 });
const ILL = place({ ttftMs: 8000, msPerToken: 50 });

test.each([
  ['it had won nothing', { illMs: 0, wellMs: 0 }, true],
  ['it had won much and was well for a minute', { illMs: 480_000, wellMs: 60_000 }, false],
  ['it had won much and was well for hours', { illMs: 480_000, wellMs: 14_400_000 }, true],
  ['it had won little and was well for minutes', { illMs: 20_000, wellMs: 400_000 }, true],
])('a quicker first choice that is well again is returned to, where %s', (_, away, comesBack) => {
  const won = computeWinShares(ILL, SLOWER);
  expect(isReturnWorthIt(place(), SLOWER, { won, ...away })).toBe(comesBack);
});

test('what makes no difference is no reason to come back, however long it lasts', () => {
  const won = computeWinShares(ILL, place());
  expect(isReturnWorthIt(place(), place(), { won, illMs: 0, wellMs: 1e9 })).toBe(false);
});

test('worse answers are a reason at once, whatever was won', () => {
  const answered = (qualityShare: number) =>
    place({ qualityShare, longQualityShare: qualityShare, answers: 100 });
  const away = { won: computeWinShares(ILL, place()), illMs: 1e6, wellMs: 0 };
  expect(isReturnWorthIt(answered(0.97), answered(0.9), away)).toBe(true);
  expect(isReturnWorthIt(answered(0.97), answered(0.95), away)).toBe(false);
});

test.each([
  [8, false],
  [40, true],
])('a quarter quicker by %d turns is a reason to come back: %s', (turns, comesBack) => {
  // A little dearer, so that all in all there is nothing to be gained.
  const quicker = place({ ttftMs: 750, longTtftMs: 750, turns }, 0.0125);
  const away = { won: computeWinShares(ILL, place()), illMs: 0, wellMs: 600_000 };
  expect(isReturnWorthIt(quicker, place({ turns: 40 }), away)).toBe(comesBack);
});
