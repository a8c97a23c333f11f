import { expect, test } from 'vitest';
import { followExperience, NO_EXPERIENCE } from './experience.ts';
import { loseQuality } from './quality-outlook.ts';

/** A place by the quality of its answers, oldest first. */
function answered(...qualities: readonly number[]) {
  let experience = NO_EXPERIENCE;
  for (const qualityShare of qualities) {
    const seen = { candidate: 'one', endedAtMs: 0, ok: true, ttftMs: 1000, totalMs: 5000, qualityShare };
    experience = followExperience(experience, seen, true, 1);
  }
  return experience;
}
const times = (count: number, quality: number) => Array.from({ length: count }, () => quality);
const WELL = answered(...times(60, 1));
/** Traffic that was moved goes back for more than this. */
const TO_GO_BACK = 0.03;

test.each([
  ['four flaws in a row', times(4, 0.5), false],
  ['ten flaws in a row', times(10, 0.5), true],
  ['a flaw in two of three answers', [...times(8, 0.5), ...times(4, 1), ...times(8, 0.5)], true],
])('after sixty good answers %s are a reason to go back: %s', (_, newest, goesBack) => {
  const newPlace = answered(...times(60, 1), ...newest);
  expect(loseQuality(WELL, newPlace) > TO_GO_BACK).toBe(goesBack);
});

test('the same difference weighs more the more answers are behind it', () => {
  const loss = (answers: number) => loseQuality(WELL, answered(...times(answers, 0.9)));
  expect(loss(4)).toBeLessThan(loss(12));
  expect(loss(12)).toBeLessThan(loss(60));
});
