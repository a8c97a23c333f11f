import { expect, test } from 'vitest';
import { createUniformSequence, drawNormal, drawUniform } from '../bench/draws.ts';
import { estimateDoublyRobust, estimateSnips, estimateTarget } from './estimate.ts';
import { computeCoveredShare, type SeenChoice } from './logged-choice.ts';

// A world whose truth is known. Hard turns (40 %) take 6 s at `cheap` and 3 s at `strong`; easy ones 2 s at either.
// The live policy draws `strong` with 0.6 for hard turns and 0.2 for easy ones; the target sends hard turns to
// `strong` and easy ones to `cheap`. The target's true mean is 0.4 * 3 + 0.6 * 2 = 2.4 s.
const TRUTH = 2.4;
const TURNS = 140;

function drawLog(seed: number): SeenChoice[] {
  return Array.from({ length: TURNS }, (_, index): SeenChoice => {
    const isHard = drawUniform(seed, index, 1) < 0.4;
    const strongShare = isHard ? 0.6 : 0.2;
    const isStrong = drawUniform(seed, index, 2) < strongShare;
    const mean = isHard ? (isStrong ? 3 : 6) : 2;
    return {
      cluster: `${isHard ? 'hard' : 'easy'}-${index}`,
      chosen: isStrong ? 'strong' : 'cheap',
      targetShares: { [isHard ? 'strong' : 'cheap']: 1 },
      propensity: isStrong ? strongShare : 1 - strongShare,
      coveredShare: 1,
      value: mean + 0.7 * drawNormal(seed, index, 3),
    };
  });
}

// Another world: a shadow beside a softmax over three candidates. For a third of the time `a` is ill and takes 6 s;
// then the target sends what was drawn for `a` to `b`, and otherwise everything where it was drawn. Its true mean is
// 1/3 * (0.8 * 2 + 0.2 * 3) + 2/3 * (0.5 * 1.5 + 0.3 * 2 + 0.2 * 3) = 2.0333 s; the log's own is 1/3 * 4.2 + 2/3 * 1.95.
const SHARES = { a: 0.5, b: 0.3, c: 0.2 };
const TRUTH_OF_SHADOW = (0.8 * 2 + 0.2 * 3) / 3 + (2 / 3) * (0.5 * 1.5 + 0.3 * 2 + 0.2 * 3);

function drawSoftmaxLog(seed: number): SeenChoice[] {
  return Array.from({ length: TURNS }, (_, index): SeenChoice => {
    const isIll = index % 3 === 0;
    const uniform = drawUniform(seed, index, 4);
    const chosen = uniform < 0.5 ? 'a' : uniform < 0.8 ? 'b' : 'c';
    const targetShares = isIll ? { b: 0.8, c: 0.2 } : SHARES;
    const mean = { a: isIll ? 6 : 1.5, b: 2, c: 3 }[chosen];
    return {
      cluster: `turn-${index}`,
      chosen,
      targetShares,
      propensity: SHARES[chosen],
      coveredShare: computeCoveredShare({
        chosen,
        propensity: SHARES[chosen],
        targetShares,
        isTargetInForce: false,
        drawShares: SHARES,
      }),
      value: mean + 0.7 * drawNormal(seed, index, 5),
    };
  });
}

test.each([
  { name: 'of two candidates drawn by the kind of turn', draw: drawLog, truth: TRUTH },
  { name: 'of a softmax over three, seen by a shadow', draw: drawSoftmaxLog, truth: TRUTH_OF_SHADOW },
])('the intervals cover the truth in 85 to 95 of a hundred simulated logs $name', ({ draw, truth }) => {
  const covered = { snips: 0, doublyRobust: 0 };
  // A model that is wrong on purpose: it knows neither hard from easy turns, ill from well, nor the right level.
  const model = (_one: SeenChoice, candidate: string) => (candidate === 'strong' ? 2 : 3);
  const runs = 1000;
  for (let run = 0; run < runs; run += 1) {
    const log = draw(run + 1);
    const options = { draws: 120, coverShare: 0.9, uniform: createUniformSequence(run + 70_001) };
    const snips = estimateSnips(log, options);
    const robust = estimateDoublyRobust(log, model, options);
    if (snips.low <= truth && truth <= snips.high) covered.snips += 1;
    if (robust.low <= truth && truth <= robust.high) covered.doublyRobust += 1;
  }
  for (const count of Object.values(covered)) {
    expect(count / runs).toBeGreaterThanOrEqual(0.85);
    expect(count / runs).toBeLessThanOrEqual(0.95);
  }
});

test('a shadow beside a softmax has evidence, at the cost of effective samples', () => {
  const estimate = estimateTarget(drawSoftmaxLog(9), { ...OPTIONS, draws: 400 });
  expect(estimate.label).toBe('evidence');
  expect(estimate.effectiveSamples).toBeGreaterThan(80);
  expect(estimate.effectiveSamples).toBeLessThan(TURNS);
  expect(estimate.doublyRobust?.high).toBeLessThan(estimate.logged?.estimate ?? Number.NaN);
});

test('a draw that never gives what the target wants is no evidence', () => {
  const log = drawSoftmaxLog(9).map(one => ({ ...one, targetShares: { d: 1 }, coveredShare: 0 }));
  expect(estimateTarget(log, OPTIONS)).toMatchObject({ label: 'model only', supportShare: 0 });
});

const OPTIONS = { draws: 100, coverShare: 0.9, uniform: createUniformSequence(5) };

test('a log of certain choices that differ from the target says model only', () => {
  const log = drawLog(1).map(one => ({
    ...one,
    propensity: 1,
    coveredShare: one.targetShares[one.chosen] ?? 0,
  }));
  const estimate = estimateTarget(log, OPTIONS);
  expect(estimate.label).toBe('model only');
  expect(estimate.snips).toBeUndefined();
  expect(estimate.doublyRobust).toBeUndefined();
  expect(estimate.modelOnly?.estimate).toBeGreaterThan(0);
  expect(estimate.supportShare).toBe(0);
});

test('a log of certain choices that agree with the target is evidence: it is what happened', () => {
  const log = drawLog(1).map(one => ({ ...one, propensity: 1, targetShares: { [one.chosen]: 1 } }));
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
