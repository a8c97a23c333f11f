import { expect, test } from 'vitest';
import { createAdaptiveRouter } from './adaptive-router.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import { computeRisk } from './health-state.ts';
import type { Observation } from './observation.ts';
import { computePressure } from './pressure.ts';

// A worked example of the reference model. The expected numbers are those that fixtures/reference-example.py prints, a
// separate program written from the formulas alone; by hand, the first pressure is
//   0.22 * (3000-1500)/4500 = 0.0733333333   TTFT
// + 0.22 * (20000-8000)/37000 = 0.0713513514 total latency
// + 0.16 * 0.5 = 0.08                        token pressure
// + 0.12 * (0.04-0.01)/0.19 = 0.0189473684   cost
// + 0.14 * (1-0.9) = 0.014                   quality
// + 0.14 * 0 = 0                             errors            sum 0.2576320531
// and with p = 0.2576320531 * (2 - 0.65) = 0.3478032717 the healthy mass goes from
//   0.72*0.82 + 0.18*0.22 + 0.06*0.05 + 0.02*0.02 + 0.02*0.18 = 0.637
// to 0.637 * (1 - 0.55 p) = 0.5151471, over a total of 1.2259501: 0.4202022575.
const PRIMARY: readonly Observation[] = [
  {
    candidate: 'primary',
    endedAtMs: 1,
    ok: true,
    ttftMs: 3000,
    totalMs: 20_000,
    tokenPressureShare: 0.5,
    costUsd: 0.04,
    qualityShare: 0.9,
    errorRateShare: 0,
  },
  {
    candidate: 'primary',
    endedAtMs: 2,
    ok: false,
    totalMs: 30_000,
    tokenPressureShare: 0.8,
    qualityShare: 0,
    errorRateShare: 0.25,
  },
  {
    candidate: 'primary',
    endedAtMs: 3,
    ok: true,
    ttftMs: 5200,
    totalMs: 41_000,
    tokenPressureShare: 0.9,
    costUsd: 0.05,
    qualityShare: 0.5,
    errorRateShare: 0.1875,
  },
];
const SECOND: readonly Observation[] = [
  {
    candidate: 'second',
    endedAtMs: 4,
    ok: true,
    ttftMs: 900,
    totalMs: 6000,
    tokenPressureShare: 0.1,
    costUsd: 0.03,
    qualityShare: 1,
    errorRateShare: 0,
  },
  {
    candidate: 'second',
    endedAtMs: 5,
    ok: true,
    ttftMs: 1100,
    totalMs: 7000,
    tokenPressureShare: 0.1,
    costUsd: 0.05,
    qualityShare: 1,
    errorRateShare: 0,
  },
];
const SETTINGS = {
  ...DEFAULT_ADAPTIVE_SETTINGS,
  preset: 'reference' as const,
  enabled: true,
  rollout: 'live' as const,
};
const CANDIDATES = ['primary', 'second', 'third'];

test('each step of the reference model gives the numbers worked out independently', () => {
  const expected = [
    [0.2576320531, [0.4202022575, 0.2275464451, 0.2018935458, 0.1038792584, 0.0464784932], 0.3558559955],
    [0.5388108108, [0.1595277603, 0.2423550198, 0.3219419549, 0.189654737, 0.086520528], 0.5548696978],
    [0.642618263, [0.0651345967, 0.2372473291, 0.3612721249, 0.2272448621, 0.1091010872], 0.6303310102],
  ] as const;
  const router = createAdaptiveRouter(SETTINGS);
  let state = router.initial;
  for (const [index, observation] of PRIMARY.entries()) {
    state = router.next(state, { type: 'observed', observation }, observation.endedAtMs);
    const [pressure, distribution, risk] = expected[index] ?? [0, [], 0];
    expect(computePressure(observation)).toBeCloseTo(pressure, 9);
    const believed = state.health.primary?.distribution ?? [0, 0, 0, 0, 0];
    for (const [place, value] of distribution.entries()) expect(believed[place]).toBeCloseTo(value, 9);
    expect(computeRisk(believed)).toBeCloseTo(risk, 9);
  }
});

test('reliability, performance and adjusted scores are those worked out independently', () => {
  const router = createAdaptiveRouter(SETTINGS);
  const state = router.rebuild([...PRIMARY, ...SECOND]);
  const { health } = router.decide(state, { baseline: 'primary', candidates: CANDIDATES }, 10);
  const rows = health.map(one => [
    one.risk,
    one.reliabilityScore,
    one.performanceScore,
    one.adjustedScore,
    one.averageCostUsd,
  ]);
  const expected = [
    [0.6303310102, 0.1490531362, 0.5606410256, 0.2931088975, 0.045],
    [0.2782555831, 0.6243549628, 0.9578846154, 0.7410903412, 0.04],
    // Never observed: prior risk 0.137, (1 - 0.137) - 0.137 * 0.35 - 0.5, and no performance to mix in.
    [0.137, 0.31505, undefined, 0.31505, undefined],
  ];
  for (const [row, numbers] of expected.entries()) {
    for (const [column, value] of numbers.entries()) {
      if (value === undefined) expect(rows[row]?.[column]).toBeUndefined();
      else expect(rows[row]?.[column]).toBeCloseTo(value, 9);
    }
  }
  expect(health.map(one => one.coldStart)).toEqual([false, false, true]);
  expect(health[0]?.state).toBe('overloaded');
});

test('the decision follows from the scores', () => {
  const router = createAdaptiveRouter(SETTINGS);
  const state = router.rebuild([...PRIMARY, ...SECOND]);
  const decision = router.decide(state, { baseline: 'primary', candidates: CANDIDATES }, 10);
  expect(decision).toMatchObject({
    suggested: 'second',
    wouldSwitch: true,
    applied: true,
    costGuardBlocked: false,
    effectiveOrder: ['second', 'primary', 'third'],
  });
  expect(decision.confidenceDelta).toBeCloseTo(0.7410903412 - 0.2931088975, 9);
  expect(decision.costMultiplier).toBeCloseTo(0.04 / 0.045, 9);
});
