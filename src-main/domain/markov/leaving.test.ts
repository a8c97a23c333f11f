import { expect, test } from 'vitest';
import { createAdaptiveRouter } from './adaptive-router.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import type { Observation } from './observation.ts';

const SETTINGS = { ...DEFAULT_ADAPTIVE_SETTINGS, enabled: true, rollout: 'live' as const };
const router = createAdaptiveRouter(SETTINGS);
const CANDIDATES = ['first', 'next', 'quick'];

function turn(candidate: string, endedAtMs: number, change: Partial<Observation> = {}): Observation {
  const figures = { ttftMs: 900, totalMs: 4000, outputTokens: 200, qualityShare: 1 };
  return { candidate, endedAtMs, ok: true, ...figures, ...change };
}
const refused = (candidate: string, endedAtMs: number): Observation => ({
  candidate,
  endedAtMs,
  ok: false,
  totalMs: 9000,
});
const times = (count: number, make: (index: number) => Observation) =>
  Array.from({ length: count }, (_, index) => make(index));
const WELL = CANDIDATES.flatMap(name => times(8, index => turn(name, index * 1000)));

test.each([
  ['as dear as the first choice', 0.05, 'quick', true],
  ['cheap', 0.005, 'quick', false],
])('half of all turns fail: somebody dearer is as good only where the next in the order is %s', (_, nextUsd, to, moves) => {
  const half = times(12, index =>
    index % 2 === 0 ? refused('first', 20_000 + index * 1000) : turn('first', 20_000 + index * 1000),
  );
  // Only `quick` is worth a move: `next` takes three times as long.
  const slow = times(8, index => turn('next', 10_000 + index * 1000, { ttftMs: 2500, totalMs: 12_000 }));
  const expectedCostUsd = { first: 0.05, next: nextUsd, quick: 0.0495 };
  const question = { baseline: 'first', candidates: CANDIDATES, expectedCostUsd };
  const decision = router.decide(router.rebuild([...WELL, ...slow, ...half]), question, 33_000);
  expect(decision.suggested === to && decision.applied).toBe(moves);
});

test('a turn that fails now and then at the new place sends no traffic back to one that was just left', () => {
  const crawl = times(3, index => turn('first', 20_000 + index * 1000, { ttftMs: 7000, totalMs: 30_000 }));
  let state = router.rebuild([...WELL, ...crawl]);
  const question = { scope: 'alias', baseline: 'first', candidates: ['first', 'quick'] };
  const sendAt = (nowMs: number) => {
    const decision = router.decide(state, question, nowMs);
    state = router.next(state, { type: 'dispatched', decision }, nowMs);
    return decision;
  };
  expect(sendAt(23_000).effectiveOrder[0]).toBe('quick');
  state = router.next(state, { type: 'observed', observation: refused('quick', 24_000) }, 24_000);
  expect(sendAt(25_000)).toMatchObject({ suggested: 'quick', applied: true, trial: false });
  state = router.next(state, { type: 'observed', observation: refused('quick', 26_000) }, 26_000);
  // Two are a reason to look again.
  expect(
    router.decide(state, question, 27_000).health.find(one => one.candidate === 'quick')?.risk,
  ).toBeGreaterThan(0.5);
});
