import { describe, expect, test } from 'vitest';
import { createAdaptiveRouter } from './adaptive-router.ts';
import { type AdaptiveSettings, DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import type { Observation } from './observation.ts';

function live(preset: 'reference' | 'bayes', change: Partial<AdaptiveSettings> = {}): AdaptiveSettings {
  return { ...DEFAULT_ADAPTIVE_SETTINGS, preset, enabled: true, rollout: 'live', ...change };
}
function good(candidate: string, endedAtMs: number): Observation {
  return {
    candidate,
    endedAtMs,
    ok: true,
    ttftMs: 900,
    totalMs: 4000,
    outputTokens: 200,
    costUsd: 0.01,
    qualityShare: 1,
  };
}
function slow(candidate: string, endedAtMs: number): Observation {
  return { ...good(candidate, endedAtMs), ttftMs: 5500, totalMs: 30_000 };
}
function failed(candidate: string, endedAtMs: number): Observation {
  return { candidate, endedAtMs, ok: false, totalMs: 20_000, errorRateShare: 0.8, qualityShare: 0 };
}
function many(
  make: (candidate: string, endedAtMs: number) => Observation,
  candidate: string,
  count: number,
  fromMs = 0,
) {
  return Array.from({ length: count }, (_, index) => make(candidate, fromMs + index * 1000));
}
const BOTH = ['reference', 'bayes'] as const;
const CANDIDATES = ['litellm', 'standard', 'huggingface'];
const ILL = [...many(good, 'standard', 5), ...many(failed, 'litellm', 6, 10_000)];

describe.each(BOTH)('with the %s preset', preset => {
  test('nothing known keeps the policy order', () => {
    const router = createAdaptiveRouter(live(preset));
    const decision = router.decide(router.initial, { baseline: 'litellm', candidates: CANDIDATES }, 0);
    expect(decision).toMatchObject({
      suggested: 'litellm',
      wouldSwitch: false,
      applied: false,
      confidenceDelta: 0,
    });
    expect(decision.effectiveOrder).toEqual(CANDIDATES);
  });

  test('a failing baseline gives way to an alternative known to be well', () => {
    const router = createAdaptiveRouter(live(preset));
    const decision = router.decide(
      router.rebuild(ILL),
      { baseline: 'litellm', candidates: CANDIDATES },
      20_000,
    );
    expect(decision).toMatchObject({ suggested: 'standard', wouldSwitch: true, applied: true });
    expect(decision.effectiveOrder).toEqual(['standard', 'litellm', 'huggingface']);
  });

  test.each([
    ['off', { enabled: false }, undefined],
    ['in shadow', { rollout: 'shadow' as const }, undefined],
    ['in the canary without a conversation', { rollout: 'canary' as const, canaryShare: 1 }, undefined],
    ['in the canary with a conversation outside it', { rollout: 'canary' as const, canaryShare: 0 }, 'c1'],
  ])('%s, it would switch and applies nothing', (_, change, conversationId) => {
    const router = createAdaptiveRouter(live(preset, change));
    const decision = router.decide(
      router.rebuild(ILL),
      {
        baseline: 'litellm',
        candidates: CANDIDATES,
        ...(conversationId === undefined ? {} : { conversationId }),
      },
      20_000,
    );
    expect(decision).toMatchObject({ suggested: 'standard', wouldSwitch: true, applied: false });
    expect(decision.effectiveOrder).toEqual(CANDIDATES);
  });

  test('the cost guard blocks a much dearer candidate unless the baseline is critical', () => {
    const prices = { litellm: 0.01, standard: 0.05, huggingface: 0.5 };
    const mild = [...many(good, 'standard', 5), ...many(slow, 'litellm', 2, 10_000)];
    const guarded = createAdaptiveRouter(
      live(preset, { minConfidenceDelta: 0.05, criticalRiskThreshold: 0.999 }),
    );
    const question = { baseline: 'litellm', candidates: CANDIDATES, expectedCostUsd: prices };
    const blocked = guarded.decide(guarded.rebuild(mild), question, 20_000);
    expect(blocked).toMatchObject({
      suggested: 'standard',
      costGuardBlocked: true,
      applied: false,
      costMultiplier: 5,
    });
    const critical = createAdaptiveRouter(live(preset, { criticalRiskThreshold: 0.2 }));
    expect(critical.decide(critical.rebuild(ILL), question, 20_000)).toMatchObject({
      applied: true,
      costGuardBlocked: false,
    });
    const off = createAdaptiveRouter(live(preset, { costGuardEnabled: false }));
    expect(off.decide(off.rebuild(ILL), question, 20_000).costGuardBlocked).toBe(false);
  });

  test('ties keep the order of the policy', () => {
    const router = createAdaptiveRouter(live(preset));
    const history = [...many(good, 'b', 4), ...many(good, 'a', 4), ...many(failed, 'x', 6, 10_000)];
    const state = router.rebuild(history);
    const first = (candidates: string[]) =>
      router.decide(state, { baseline: 'x', candidates }, 20_000).suggested;
    expect(first(['x', 'a', 'b'])).toBe('a');
    expect(first(['x', 'b', 'a'])).toBe('b');
  });

  test('rebuild looks at no more than max_history records and sorts them by time', () => {
    const settings = live(preset, { maxHistory: 5 });
    const router = createAdaptiveRouter(settings);
    const history = [...many(failed, 'litellm', 20), ...many(good, 'litellm', 5, 100_000)];
    expect(router.rebuild(history.toReversed())).toEqual(router.rebuild(history.slice(-5)));
    expect(router.rebuild(history).health.litellm?.recent).toHaveLength(5);
  });
});

test('the bayes preset makes turns no dearer for a slow baseline, unless the cost guard is off', () => {
  const prices = { litellm: 0.01, standard: 0.013, huggingface: 0.5 };
  const question = { baseline: 'litellm', candidates: CANDIDATES, expectedCostUsd: prices };
  const history = [
    ...many(good, 'standard', 5),
    ...many(good, 'litellm', 20),
    ...many(slow, 'litellm', 6, 30_000),
  ];
  const guarded = createAdaptiveRouter(live('bayes'));
  expect(guarded.decide(guarded.rebuild(history), question, 40_000)).toMatchObject({
    suggested: 'standard',
    costGuardBlocked: true,
    applied: false,
  });
  const free = createAdaptiveRouter(live('bayes', { costGuardEnabled: false }));
  expect(free.decide(free.rebuild(history), question, 40_000).applied).toBe(true);
  const cheap = { ...question, expectedCostUsd: { ...prices, standard: 0.01 } };
  expect(guarded.decide(guarded.rebuild(history), cheap, 40_000).applied).toBe(true);
  // Dearer once, because the baseline holds the prompt, is not dearer in the long run.
  const held = { ...question, steadyCostUsd: { ...prices, standard: 0.01 } };
  expect(guarded.decide(guarded.rebuild(history), held, 40_000).applied).toBe(true);
});

test('over a draw, the target shares and the propensity are those of every baseline that could have been drawn', () => {
  const drawShares = { litellm: 0.6, standard: 0.3, huggingface: 0.1 };
  const question = { baseline: 'standard', candidates: CANDIDATES, drawShares, conversationId: 'c' };
  const targetShares = { standard: 0.9, huggingface: 0.1 };
  const decided = (change: Partial<AdaptiveSettings>) => {
    const router = createAdaptiveRouter(live('bayes', change));
    return router.decide(router.rebuild(ILL), question, 20_000);
  };
  const shares = (change: Partial<AdaptiveSettings>) =>
    Object.fromEntries(
      Object.entries(decided(change).targetShares ?? {}).map(([name, one]) => [name, Number(one.toFixed(9))]),
    );
  expect(shares({ rollout: 'shadow' })).toEqual(targetShares);
  expect(decided({ rollout: 'shadow' }).propensity).toBeCloseTo(0.3, 9);
  expect(decided({ rollout: 'live' }).propensity).toBeCloseTo(0.9, 9);
  expect(decided({ rollout: 'canary', canaryShare: 0.25 }).propensity).toBeCloseTo(
    0.25 * 0.9 + 0.75 * 0.3,
    9,
  );
});

test('with time alone the bayes preset forgives and the reference does not', () => {
  for (const [preset, forgives] of [
    ['reference', false],
    ['bayes', true],
  ] as const) {
    const router = createAdaptiveRouter(live(preset));
    const state = router.rebuild(many(failed, 'litellm', 6));
    const riskAt = (nowMs: number) =>
      router.decide(state, { baseline: 'litellm', candidates: CANDIDATES }, nowMs).health[0]?.risk ??
      Number.NaN;
    expect(riskAt(5000)).toBeGreaterThan(0.5);
    expect(riskAt(3_600_000) < 0.2).toBe(forgives);
  }
});

test('the propensity of a canary is its share, or the rest, where the choices differ', () => {
  const router = createAdaptiveRouter(live('bayes', { rollout: 'canary', canaryShare: 0.25 }));
  const state = router.rebuild(ILL);
  const seen = new Set<string>();
  for (let index = 0; index < 60; index += 1) {
    const question = { baseline: 'litellm', candidates: CANDIDATES, conversationId: `c${index}` };
    const decision = router.decide(state, question, 20_000);
    expect(decision.propensity).toBe(decision.applied ? 0.25 : 0.75);
    expect(router.decide(state, question, 21_000).applied).toBe(decision.applied);
    seen.add(String(decision.applied));
  }
  expect(seen.size).toBe(2);
  expect(
    router.decide(router.initial, { baseline: 'litellm', candidates: CANDIDATES, conversationId: 'c1' }, 0)
      .propensity,
  ).toBe(1);
});
