import { describe, expect, it } from 'vitest';
import { compileSettings } from './compile-settings.ts';
import type { DeploymentLive } from './deployment-live.ts';
import { initialLive } from './deployment-live.ts';
import { drawIndex, softmaxOfRisks, softRisks } from './soft-risk.ts';
import { SETTINGS, stateOf, TUNING } from './testing/dispatch-fixture.ts';

const [any] = stateOf().live;
const lives = (...changes: Partial<DeploymentLive>[]) =>
  changes.map(change => ({ ...(any as DeploymentLive), ...change }));

describe('soft risk', () => {
  it('weighs each input by the reference weights', () => {
    // The second is worst in everything, so its risk is the sum of all weights with error and pressure at 1.
    const [best, worst] = softRisks(
      lives(
        {
          ewmaCostUsd: 0,
          ewmaTtftMs: 100,
          ewmaTotalLatencyMs: 100,
          ewmaTokensPerSec: 90,
          ewmaErrorRate: 0,
          ewmaTokenPressure: 0,
          inFlight: 0,
        },
        {
          ewmaCostUsd: 1,
          ewmaTtftMs: 900,
          ewmaTotalLatencyMs: 900,
          ewmaTokensPerSec: 10,
          ewmaErrorRate: 1,
          ewmaTokenPressure: 1,
          inFlight: 3,
        },
      ),
      TUNING.weights,
    );
    expect(best).toBeCloseTo(0, 12);
    expect(worst).toBeCloseTo(0.1 + 0.22 + 0.14 + 0.14 + 0.25 + 0.08 + 0.07, 12);
  });

  it.each([
    ['ewmaCostUsd', 0.1],
    ['ewmaTtftMs', 0.22],
    ['ewmaTotalLatencyMs', 0.14],
    ['ewmaQueueDepth', 0.07],
  ] as const)('norms %s by min-max, so the middle of three gets half its weight', (field, weight) => {
    const risks = softRisks(lives({ [field]: 10 }, { [field]: 15 }, { [field]: 20 }), TUNING.weights);
    expect(risks[1]).toBeCloseTo(weight / 2, 12);
    expect(risks[2]).toBeCloseTo(weight, 12);
  });

  it('takes error rate and token pressure as they are, also where all are equal', () => {
    const risks = softRisks(lives({ ewmaErrorRate: 0.4 }, { ewmaErrorRate: 0.4 }), TUNING.weights);
    expect(risks).toEqual([0.1, 0.1]);
  });

  it('takes the larger of the queue average and what is in flight', () => {
    const risks = softRisks(lives({ ewmaQueueDepth: 4 }, { inFlight: 4 }, { inFlight: 2 }), TUNING.weights);
    expect(risks[0]).toBe(risks[1]);
    expect(risks[2]).toBe(0);
  });
});

describe('softmax at temperature 0.30', () => {
  it('gives exp(-risk / 0.30) in proportion', () => {
    const [first = 0, second = 0] = softmaxOfRisks([0.1, 0.4], 0.3);
    expect(first / second).toBeCloseTo(Math.E, 9);
    expect(first + second).toBeCloseTo(1, 12);
  });
  it('does not overflow for a tiny temperature', () => {
    expect(softmaxOfRisks([0, 1], 1e-4)).toEqual([1, 0]);
  });
  it.each([
    [0, 0],
    [0.49, 0],
    [0.5, 1],
    [0.999999, 1],
  ])('a uniform %d falls on index %i', (number, index) => {
    expect(drawIndex([0.5, 0.5], number)).toBe(index);
  });
});

it('a deployment that states no priors begins with the reference ones', () => {
  const bare = { ...SETTINGS, deployments: { x: { provider: 'openai', enabled: true } } };
  const [x] = compileSettings(bare).deployments;
  if (!x) throw new Error('x is missing');
  expect(initialLive(x)).toMatchObject({
    ewmaCostUsd: 0.3,
    ewmaTotalLatencyMs: 6000,
    ewmaTtftMs: 1500,
    ewmaTokensPerSec: 25,
  });
  expect(x).toMatchObject({ tpmLimit: 250_000, rpmLimit: 60, maxInFlight: 1 });
});
