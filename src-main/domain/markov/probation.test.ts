import { expect, test } from 'vitest';
import { type AdaptiveRouter, createAdaptiveRouter } from './adaptive-router.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import type { Observation } from './observation.ts';
import type { AdaptiveRouterState } from './router-state.ts';

const SETTINGS = { ...DEFAULT_ADAPTIVE_SETTINGS, enabled: true, rollout: 'live' as const };
const QUESTION = { scope: 'codex-default', baseline: 'first', candidates: ['first', 'second'] };

/** One turn every ten seconds, sent where the router says; `isDown` tells when the first candidate fails. */
function live(
  router: AdaptiveRouter,
  minutes: number,
  isDown: (atMs: number) => boolean,
  secondTtftMs = 900,
) {
  let state: AdaptiveRouterState = router.rebuild(
    ['first', 'second'].flatMap(name =>
      [0, 1, 2].map(index => turn(name, true, index - 1e7, name === 'second' ? secondTtftMs : 900)),
    ),
  );
  const log: { atMs: number; sentTo: string; trial: boolean }[] = [];
  for (let atMs = 0; atMs < minutes * 60_000; atMs += 10_000) {
    const decision = router.decide(state, QUESTION, atMs);
    const sentTo = decision.effectiveOrder[0] ?? '';
    state = router.next(state, { type: 'dispatched', decision }, atMs);
    const isUp = sentTo !== 'first' || !isDown(atMs);
    const observation = turn(sentTo, isUp, atMs + 4000, sentTo === 'second' ? secondTtftMs : 900);
    state = router.next(state, { type: 'observed', observation }, atMs + 4000);
    log.push({ atMs, sentTo, trial: decision.trial });
  }
  return log;
}
function turn(candidate: string, ok: boolean, endedAtMs: number, ttftMs = 900): Observation {
  return ok
    ? {
        candidate,
        endedAtMs,
        ok,
        ttftMs,
        totalMs: 4000,
        outputTokens: 200,
        costUsd: 0.01,
        qualityShare: 1,
      }
    : { candidate, endedAtMs, ok, totalMs: 4000 };
}

test('an outage is left after a few failures, tried with single requests, and returned from', () => {
  const log = live(createAdaptiveRouter(SETTINGS), 75, atMs => atMs >= 300_000 && atMs < 900_000);
  const during = log.filter(one => one.atMs >= 300_000 && one.atMs < 900_000);
  expect(during.filter(one => one.sentTo === 'first').length).toBeLessThanOrEqual(6);
  expect(log.filter(one => one.atMs < 300_000).every(one => one.sentTo === 'first')).toBe(true);
  expect(log.filter(one => one.atMs > 3_600_000).every(one => one.sentTo === 'first')).toBe(true);
  expect(log.some(one => one.trial && one.sentTo === 'first')).toBe(true);
});

test('a flapping candidate is not flapped with: every relapse needs a longer proof', () => {
  const log = live(createAdaptiveRouter(SETTINGS), 120, atMs => atMs % 90_000 >= 50_000);
  const settled = log.filter(one => !one.trial).map(one => one.sentTo);
  const changes = settled.filter((one, index) => index > 0 && one !== settled[index - 1]).length;
  // Eighty breakdowns; following each would make a hundred and sixty changes.
  expect(changes).toBeLessThanOrEqual(8);
});

test('one quick failure of a healthy candidate moves nothing', () => {
  const log = live(createAdaptiveRouter(SETTINGS), 30, atMs => atMs === 600_000);
  expect(log.every(one => one.sentTo === 'first')).toBe(true);
});

test('where coming back makes no difference, traffic stays for half an hour; where it pays, it comes back at once', () => {
  const returnedAtMs = (secondTtftMs: number) => {
    const isDown = (atMs: number) => atMs >= 300_000 && atMs < 400_000;
    const log = live(createAdaptiveRouter(SETTINGS), 60, isDown, secondTtftMs);
    const away = log.filter(one => one.sentTo === 'second');
    return { leftMs: away[0]?.atMs ?? 0, backMs: away.at(-1)?.atMs ?? 0 };
  };
  const alike = returnedAtMs(900);
  expect(alike.backMs - alike.leftMs).toBeGreaterThan(1_700_000);
  const slower = returnedAtMs(1400);
  expect(slower.backMs - slower.leftMs).toBeLessThan(600_000);
});

test('a candidate never seen is tried with one request at a time before traffic moves there', () => {
  const router = createAdaptiveRouter(SETTINGS);
  const state = router.rebuild([
    ...[0, 1, 2].map(index => turn('first', true, index)),
    ...[3, 4, 5].map(index => ({ ...turn('first', true, index), ttftMs: 3700, totalMs: 16_000 })),
  ]);
  const first = router.decide(state, QUESTION, 1000);
  expect(first).toMatchObject({ suggested: 'second', applied: true, trial: true });
  const sent = router.next(state, { type: 'dispatched', decision: first }, 1000);
  expect(router.decide(sent, QUESTION, 2000)).toMatchObject({ applied: false, trial: false });
  const answered = router.next(sent, { type: 'observed', observation: turn('second', true, 5000) }, 5000);
  expect(router.decide(answered, QUESTION, 6000)).toMatchObject({
    suggested: 'second',
    applied: true,
    trial: false,
  });
});
