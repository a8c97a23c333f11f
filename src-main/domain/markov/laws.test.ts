import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAdaptiveRouter } from './adaptive-router.ts';
import { type AdaptiveSettings, DEFAULT_ADAPTIVE_SETTINGS } from './adaptive-settings.ts';
import { createCandidateHealth, observe } from './candidate-health.ts';
import { computeRisk } from './health-state.ts';
import { posteriorTransitions } from './learned-transitions.ts';
import type { Observation } from './observation.ts';
import { computePressure } from './pressure.ts';
import { stepReference } from './reference-step.ts';
import { observationArb } from './testing/arbitrary-observation.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const settingsArb: fc.Arbitrary<AdaptiveSettings> = fc
  .constantFrom('reference' as const, 'bayes' as const)
  .map(preset => ({ ...DEFAULT_ADAPTIVE_SETTINGS, preset, enabled: true, rollout: 'live' as const }));
const historyArb = fc.array(observationArb(NAMES), { maxLength: 60 });

test('rows of every learned matrix sum to 1 and every probability stays in 0..1', () => {
  fc.assert(
    fc.property(settingsArb, historyArb, fc.integer({ min: 0, max: 1e8 }), (settings, history, laterMs) => {
      const router = createAdaptiveRouter(settings);
      const state = router.rebuild(history);
      for (const health of Object.values(state.health)) {
        for (const row of posteriorTransitions(health.counts)) {
          expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
          for (const value of row) expect(value >= 0 && value <= 1).toBe(true);
        }
      }
      const decision = router.decide(state, { baseline: 'a', candidates: NAMES }, 3_600_000 + laterMs);
      for (const one of decision.health) {
        expect(one.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        const numbers = [...one.probabilities, one.risk, one.score, one.reliabilityScore, one.adjustedScore];
        for (const value of numbers) expect(value >= 0 && value <= 1).toBe(true);
      }
      expect(decision.effectiveOrder.toSorted()).toEqual(NAMES);
    }),
  );
});

test('renaming the providers renames the answer and changes nothing else', () => {
  const rename: Record<string, string> = { a: 'm', b: 'c', c: 'z', d: 'a' };
  const renamed = (name: string) => rename[name] ?? name;
  fc.assert(
    fc.property(settingsArb, historyArb, (settings, history) => {
      const router = createAdaptiveRouter(settings);
      const plain = router.decide(router.rebuild(history), { baseline: 'a', candidates: NAMES }, 4_000_000);
      const other = router.decide(
        router.rebuild(history.map(one => ({ ...one, candidate: renamed(one.candidate) }))),
        { baseline: renamed('a'), candidates: NAMES.map(renamed) },
        4_000_000,
      );
      expect(other.suggested).toBe(renamed(plain.suggested));
      expect(other.effectiveOrder).toEqual(plain.effectiveOrder.map(renamed));
      expect(other.health.map(one => one.adjustedScore)).toEqual(plain.health.map(one => one.adjustedScore));
    }),
  );
});

test('where no two scores are equal the order of the candidates does not matter', () => {
  fc.assert(
    fc.property(
      settingsArb,
      historyArb,
      fc.shuffledSubarray(NAMES, { minLength: 4 }),
      (settings, history, order) => {
        const router = createAdaptiveRouter(settings);
        const state = router.rebuild(history);
        const decision = router.decide(state, { baseline: 'a', candidates: NAMES }, 4_000_000);
        const scores = decision.health.map(one => one.adjustedScore);
        fc.pre(new Set(scores).size === scores.length);
        // A candidate nobody ever saw is compared without its penalty, where equal scores are common.
        fc.pre(decision.health.every(one => one.observations > 0));
        expect(router.decide(state, { baseline: 'a', candidates: order }, 4_000_000).suggested).toBe(
          decision.suggested,
        );
      },
    ),
  );
});

/** The same observation with every figure at least as bad; what was not seen stays unseen. */
const worsenArb = fc.record({
  ttft: fc.double({ min: 0, max: 20_000, noNaN: true }),
  total: fc.double({ min: 0, max: 60_000, noNaN: true }),
  tokens: fc.double({ min: 0, max: 1, noNaN: true }),
  quality: fc.double({ min: 0, max: 1, noNaN: true }),
  fails: fc.boolean(),
});

test('more pressure never lowers the risk, from any belief that observations can lead to', () => {
  fc.assert(
    fc.property(
      settingsArb,
      fc.array(observationArb(['a']), { maxLength: 30 }),
      observationArb(['a'], 0),
      worsenArb,
      (settings, history, last, worsen) => {
        const router = createAdaptiveRouter(settings);
        const before = router.rebuild(history).health.a ?? createCandidateHealth();
        const seen: Observation = { ...last, endedAtMs: 4_000_000 };
        const worse: Observation = {
          ...seen,
          ok: seen.ok && !worsen.fails,
          ...(seen.ttftMs === undefined ? {} : { ttftMs: seen.ttftMs + worsen.ttft }),
          ...(seen.totalMs === undefined ? {} : { totalMs: seen.totalMs + worsen.ttft + worsen.total }),
          ...(seen.tokenPressureShare === undefined
            ? {}
            : { tokenPressureShare: Math.min(1, seen.tokenPressureShare + worsen.tokens) }),
          ...(seen.qualityShare === undefined
            ? {}
            : { qualityShare: Math.max(0, seen.qualityShare - worsen.quality) }),
        };
        expect(computePressure(worse)).toBeGreaterThanOrEqual(computePressure(seen));
        const risk = (one: Observation) => computeRisk(observe(before, one, settings).distribution);
        expect(risk(worse)).toBeGreaterThanOrEqual(risk(seen) - 1e-12);
      },
    ),
    { numRuns: 500 },
  );
});

test('the reference step never lowers the risk with more pressure, wherever pressures have led', () => {
  const pressureArb = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(pressureArb, { maxLength: 40 }), pressureArb, pressureArb, (past, one, other) => {
      let belief = createCandidateHealth().distribution;
      for (const pressure of past) belief = stepReference(belief, pressure, 0.65);
      const low = computeRisk(stepReference(belief, Math.min(one, other), 0.65));
      const high = computeRisk(stepReference(belief, Math.max(one, other), 0.65));
      expect(high).toBeGreaterThanOrEqual(low - 1e-12);
    }),
  );
});
