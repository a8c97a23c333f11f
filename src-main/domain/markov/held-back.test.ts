import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAdaptiveRouter } from './adaptive-router.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import { createCandidateHealth } from './candidate-health.ts';
import { NO_EXPERIENCE } from './experience.ts';
import { expectHeldBackShare, followHeldBack, type HeldBack } from './held-back.ts';
import type { Observation } from './observation.ts';

const SETTINGS = { ...DEFAULT_ADAPTIVE_SETTINGS, enabled: true, rollout: 'live' as const };
const router = createAdaptiveRouter(SETTINGS);
const ALL = ['first', 'next', 'calm'];
const decideAmong = (candidates: readonly string[]) =>
  router.decide(router.initial, { scope: 'alias', baseline: candidates[0] ?? '', candidates }, 0);
const FREE = decideAmong(ALL);
const WITHOUT_FIRST = decideAmong(['next', 'calm']);

test('the share follows how often the first choice is held back, and stays a share', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), held => {
      let followed: HeldBack | undefined = followHeldBack(undefined, FREE);
      for (const isHeld of held) {
        const next = followHeldBack(followed, isHeld ? WITHOUT_FIRST : FREE);
        expect(next.candidate).toBe('first');
        expect(next.share).toBeGreaterThanOrEqual(0);
        expect(next.share).toBeLessThan(1);
        if (isHeld) expect(next.share).toBeGreaterThan(followed.share);
        else expect(next.share).toBeLessThanOrEqual(followed.share);
        followed = next;
      }
    }),
  );
});

test('a turn that was sent elsewhere says nothing, and another first choice starts anew', () => {
  const held = { candidate: 'first', share: 0.6 };
  expect(followHeldBack(held, { ...FREE, applied: true })).toBe(held);
  const turned = decideAmong(['next', 'first', 'calm']);
  expect(followHeldBack(held, turned)).toEqual({ candidate: 'next', share: 0 });
});

test.each([
  ['nothing is wrong with it', 0, [], 0.25],
  ['one attempt failed', 1, [], 0.25],
  ['two in a row failed before their first byte', 2, [], 1],
  ['one failed and one hangs', 1, [20_000], 1],
  ['two hang', 0, [20_000, 15_000], 1],
  ['two wait a little', 0, [1200, 2500], 0.25],
])('where %s, the share expected to be held back is %d failed, %j waiting: %d', (_, failedInRow, waitedMs, share) => {
  const health = { ...createCandidateHealth(), experience: { ...NO_EXPERIENCE, failedInRow } };
  const heldBack = { candidate: 'first', share: 0.25 };
  expect(expectHeldBackShare(heldBack, 'first', health, waitedMs)).toBe(share);
  expect(expectHeldBackShare(undefined, 'first', health, waitedMs)).toBe(share === 1 ? 1 : 0);
});

function turn(candidate: string, endedAtMs: number, change: Partial<Observation> = {}): Observation {
  const figures = { ttftMs: 900, totalMs: 4000, outputTokens: 200, qualityShare: 1 };
  return { candidate, endedAtMs, ok: true, ...figures, ...change };
}
const times = (count: number, make: (index: number) => Observation) =>
  Array.from({ length: count }, (_, index) => make(index));

test.each([
  ['hangs', [25_000, 24_000], false],
  ['is merely slow to answer', [], true],
] as const)('where the first choice %s, somebody slower than the quick, dear next in the order is taken: %s', (_, silentMs, moves) => {
  // `calm` takes half of what an ill `first` does, and three times as long as `next`, which costs ten times as much.
  const crawl =
    silentMs.length > 0
      ? []
      : times(3, index => turn('first', 20_000 + index * 1000, { ttftMs: 14_000, totalMs: 60_000 }));
  const state = router.rebuild([
    ...times(8, index => turn('first', index * 1000)),
    ...times(8, index => turn('next', index * 1000)),
    ...times(8, index => turn('calm', index * 1000, { ttftMs: 2700, totalMs: 12_000 })),
    ...crawl,
  ]);
  const expectedCostUsd = { first: 0.01, next: 0.1, calm: 0.01 };
  const question = {
    scope: 'alias',
    baseline: 'first',
    candidates: ALL,
    expectedCostUsd,
    silentForMs: { first: silentMs },
  };
  const decision = router.decide(state, question, 26_000);
  expect(decision.applied ? decision.effectiveOrder[0] : 'first').toBe(moves ? 'calm' : 'first');
});
