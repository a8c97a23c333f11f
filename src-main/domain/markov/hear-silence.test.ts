import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAdaptiveRouter } from './adaptive-router.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import { believeNow, createCandidateHealth } from './candidate-health.ts';
import { computeRisk } from './health-state.ts';
import { hearSilence } from './hear-silence.ts';
import type { Observation } from './observation.ts';
import { observationArb } from './testing/arbitrary-observation.ts';

const SETTINGS = { ...DEFAULT_ADAPTIVE_SETTINGS, enabled: true, rollout: 'live' as const };
const good = (candidate: string, index: number): Observation => ({
  candidate,
  endedAtMs: index * 1000,
  ok: true,
  ttftMs: 900,
  totalMs: 4000,
  outputTokens: 200,
  qualityShare: 1,
});
const HISTORY = [0, 1, 2, 3, 4].flatMap(index => [good('first', index), good('second', index)]);

test.each([
  ['bayes', { first: [2000] }, false],
  ['bayes', { first: [2000, 1900, 1500] }, false],
  ['bayes', { first: [9000] }, true],
  ['bayes', { second: [9000] }, false],
  ['reference', { first: [9000, 9000, 9000] }, false],
] as const)('with the %s preset and %j milliseconds of silence, traffic leaves: %s', (preset, silentForMs, leaves) => {
  const router = createAdaptiveRouter({ ...SETTINGS, preset });
  const question = { baseline: 'first', candidates: ['first', 'second'], silentForMs };
  const decision = router.decide(router.rebuild(HISTORY), question, 20_000);
  expect(decision.applied).toBe(leaves);
});

test('silence is no outcome: once it is broken, nothing of it is left', () => {
  const router = createAdaptiveRouter(SETTINGS);
  const state = router.rebuild(HISTORY);
  const question = { baseline: 'first', candidates: ['first', 'second'] };
  const before = router.decide(state, question, 20_000);
  router.decide(state, { ...question, silentForMs: { first: [30_000, 30_000] } }, 20_000);
  expect(router.decide(state, question, 20_000)).toEqual(before);
  const heard = hearSilence(createCandidateHealth(), 'first', [30_000], SETTINGS, 20_000);
  expect(heard.experience).toMatchObject({ failureShare: 0, attempts: 0 });
});

test('a longer silence, or one more attempt that is silent, never lowers the risk', () => {
  const waitArb = fc.double({ min: 0, max: 60_000, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(observationArb(['a']), { maxLength: 30 }),
      fc.array(waitArb, { maxLength: 4 }),
      waitArb,
      waitArb,
      (history, others, wait, more) => {
        const health = createAdaptiveRouter(SETTINGS).rebuild(history).health.a ?? createCandidateHealth();
        const riskOf = (waits: readonly number[]) =>
          computeRisk(believeNow(hearSilence(health, 'a', waits, SETTINGS, 4_000_000), 4_000_000, SETTINGS));
        expect(riskOf([...others, wait + more])).toBeGreaterThanOrEqual(riskOf([...others, wait]) - 1e-9);
      },
    ),
    { numRuns: 500 },
  );
});
