import { expect, test } from 'vitest';
import { createUniformSequence, drawNormal, drawUniform } from '../bench/draws.ts';
import { estimateDoublyRobust, estimateSnips, estimateTarget } from './estimate.ts';
import type { SeenChoice } from './logged-choice.ts';

// A world whose truth is known. Hard turns (40 %) take 6 s at `cheap` and 3 s at `strong`; easy ones 2 s at either.
// The live policy draws `strong` with 0.6 for hard turns and 0.2 for easy ones; the target sends hard turns to
// `strong` and easy ones to `cheap`. The target's true mean is 0.4 * 3 + 0.6 * 2 = 2.4 s.
const TRUTH = 2.4;
const TURNS = 160;

function drawLog(seed: number): SeenChoice[] {
  return Array.from({ length: TURNS }, (_, index): SeenChoice => {
    const isHard = drawUniform(seed, index, 1) < 0.4;
    const strongShare = isHard ? 0.6 : 0.2;
    const isStrong = drawUniform(seed, index, 2) < strongShare;
    const mean = isHard ? (isStrong ? 3 : 6) : 2;
    return {
      cluster: `${isHard ? 'hard' : 'easy'}-${index}`,
      chosen: isStrong ? 'strong' : 'cheap',
      target: isHard ? 'strong' : 'cheap',
      propensity: isStrong ? strongShare : 1 - strongShare,
      value: mean + 0.7 * drawNormal(seed, index, 3),
    };
  });
}

test('the 90 % intervals cover the truth in 85 to 95 % of a thousand simulated logs', () => {
  const covered = { snips: 0, doublyRobust: 0 };
  // A model that is wrong on purpose: it knows candidates, but neither hard from easy turns nor the right level.
  const model = (_: SeenChoice, candidate: string) => (candidate === 'strong' ? 2 : 3);
  const runs = 1000;
  for (let run = 0; run < runs; run += 1) {
    const log = drawLog(run + 1);
    const options = { draws: 200, coverShare: 0.9, uniform: createUniformSequence(run + 70_001) };
    const snips = estimateSnips(log, options);
    const robust = estimateDoublyRobust(log, model, options);
    if (snips.low <= TRUTH && TRUTH <= snips.high) covered.snips += 1;
    if (robust.low <= TRUTH && TRUTH <= robust.high) covered.doublyRobust += 1;
  }
  for (const count of Object.values(covered)) {
    expect(count / runs).toBeGreaterThanOrEqual(0.85);
    expect(count / runs).toBeLessThanOrEqual(0.95);
  }
});

const OPTIONS = { draws: 100, coverShare: 0.9, uniform: createUniformSequence(5) };

test('a log of certain choices that differ from the target says model only', () => {
  const log = drawLog(1).map(one => ({ ...one, propensity: 1 }));
  const estimate = estimateTarget(log, OPTIONS);
  expect(estimate.label).toBe('model only');
  expect(estimate.snips).toBeUndefined();
  expect(estimate.doublyRobust).toBeUndefined();
  expect(estimate.modelOnly?.estimate).toBeGreaterThan(0);
  expect(estimate.supportShare).toBe(0);
});

test('a log of certain choices that agree with the target is evidence: it is what happened', () => {
  const log = drawLog(1).map(one => ({ ...one, propensity: 1, target: one.chosen }));
  const estimate = estimateTarget(log, OPTIONS);
  expect(estimate.label).toBe('evidence');
  expect(estimate.effectiveSamples).toBeCloseTo(TURNS, 9);
  expect(estimate.snips?.estimate).toBeCloseTo(estimate.logged?.estimate ?? Number.NaN, 9);
});

test('drawn choices are evidence, and uneven weights cost effective samples', () => {
  const estimate = estimateTarget(drawLog(2), OPTIONS);
  expect(estimate.label).toBe('evidence');
  expect(estimate.effectiveSamples).toBeGreaterThan(20);
  expect(estimate.effectiveSamples).toBeLessThan(TURNS);
});

test('an empty log, or one without the figure, has no data', () => {
  expect(estimateTarget([], OPTIONS).label).toBe('no data');
  expect(
    estimateTarget(
      drawLog(1).map(one => ({ ...one, value: undefined })),
      OPTIONS,
    ).label,
  ).toBe('no data');
});

test('conversations are resampled whole: the same turns in fewer conversations give a wider interval', () => {
  const log = drawLog(3);
  const width = (choices: SeenChoice[]) => {
    const interval = estimateSnips(choices, { ...OPTIONS, draws: 400 });
    return interval.high - interval.low;
  };
  const shift = (index: number) => (index % 8) - 3.5;
  const apart = log.map((one, index) => ({ ...one, value: one.value + shift(index) }));
  const together = apart.map((one, index) => ({ ...one, cluster: `c${index % 8}` }));
  expect(width(together)).toBeGreaterThan(1.5 * width(apart));
});
