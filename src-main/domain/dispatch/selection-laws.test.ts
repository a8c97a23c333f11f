import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentLive } from './deployment-live.ts';
import type { DispatchSettings } from './dispatch-settings.ts';
import type { DispatchState } from './dispatch-state.ts';
import { findHardLimit } from './find-hard-limit.ts';
import { planDispatch } from './plan-dispatch.ts';
import { createSeededRandom } from './seeded-random.ts';
import { deployment, request, SETTINGS, stateOf, T0 } from './testing/dispatch-fixture.ts';

const NAMES = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5'];

const settings: DispatchSettings = {
  ...SETTINGS,
  deployments: Object.fromEntries(NAMES.map(name => [name, deployment('openai', { max_in_flight: 8 })])),
  aliases: { main: { candidates: NAMES, strategy: 'risk-adjusted' } },
};

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
const live: fc.Arbitrary<Partial<DeploymentLive>> = fc.record({
  ewmaCostUsd: amount(1),
  ewmaTtftMs: amount(10_000),
  ewmaTotalLatencyMs: amount(60_000),
  ewmaTokensPerSec: amount(200),
  ewmaErrorRate: amount(1),
  ewmaTokenPressure: amount(1),
  ewmaQueueDepth: amount(8),
  inFlight: fc.nat(9),
  cooldown: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'closed' } as const) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('open' as const),
        cause: fc.constantFrom('rate-limited', 'failures', 'key-refused'),
        sinceMs: fc.constant(T0 - 1000),
        untilMs: fc.integer({ min: T0 - 500, max: T0 + 500 }),
        isProbing: fc.boolean(),
      }),
    },
  ),
});
const anyState = fc
  .array(live, { minLength: NAMES.length, maxLength: NAMES.length })
  .map((lives): DispatchState => {
    const state = stateOf(settings);
    return { ...state, live: state.live.map((one, at) => ({ ...one, ...lives[at] })) };
  });

const plan = (state: DispatchState, uniform: number) => planDispatch(state, request(), T0, () => uniform);
const probabilities = (state: DispatchState) =>
  new Map(plan(state, 0).considered.map(({ deployment: name, probability }) => [name, probability ?? 0]));

const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('laws of selection', () => {
  it('never chooses a hard-limited candidate, and refuses only when all are', () => {
    fc.assert(
      fc.property(anyState, uniform, (state, number) => {
        const { order, refusal } = plan(state, number);
        const open = state.compiled.deployments.filter(one => !findHardLimit(state, one, request(), T0));
        expect([...order].sort()).toEqual(open.map(({ name }) => name));
        expect(refusal === undefined).toBe(open.length > 0);
      }),
    );
  });

  it('never gives a candidate more probability for having more in flight', () => {
    fc.assert(
      fc.property(anyState, fc.nat(NAMES.length - 1), fc.integer({ min: 1, max: 4 }), (state, at, more) => {
        const busier: DispatchState = {
          ...state,
          live: state.live.map((one, index) =>
            index === at ? { ...one, inFlight: one.inFlight + more } : one,
          ),
        };
        const name = NAMES[at] ?? '';
        const before = probabilities(state).get(name) ?? 0;
        expect(probabilities(busier).get(name) ?? 0).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
  });

  it('does not depend on the order in which an alias lists its candidates', () => {
    const shuffled = fc.shuffledSubarray(NAMES, { minLength: NAMES.length });
    fc.assert(
      fc.property(anyState, shuffled, uniform, (state, names, number) => {
        const aliases = { main: { candidates: names, strategy: 'risk-adjusted' as const } };
        const other = { ...stateOf({ ...settings, aliases }), live: state.live };
        expect(plan(other, number).order).toEqual(plan(state, number).order);
      }),
    );
  });

  it('gives probabilities that sum to 1 over the candidates in traffic', () => {
    fc.assert(
      fc.property(anyState, state => {
        const all = [...probabilities(state).values()];
        const sum = all.reduce((a, b) => a + b, 0);
        expect(sum === 0 || Math.abs(sum - 1) < 1e-9).toBe(true);
      }),
    );
  });
});

describe('over 20 000 draws', () => {
  const DRAWS = 20_000;
  /** Upper 1e-6 points of chi-square for 1 to 5 degrees of freedom. */
  const LIMITS = [0, 23.93, 27.63, 30.66, 33.38, 35.89];

  it.each([1, 2, 3])('the frequencies match Pr(i) (seed %i)', seed => {
    const random = createSeededRandom(seed);
    const [state] = fc.sample(anyState, { numRuns: 1, seed });
    if (!state) throw new Error('no sample');
    const open = {
      ...state,
      live: state.live.map(one => ({ ...one, inFlight: 0, cooldown: { kind: 'closed' } as const })),
    };
    const counts = new Map<string, number>();
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const [first = ''] = planDispatch(open, request(), T0, random).order;
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    let chiSquare = 0;
    for (const [name, probability] of probabilities(open)) {
      const expected = DRAWS * probability;
      chiSquare += ((counts.get(name) ?? 0) - expected) ** 2 / expected;
    }
    expect(chiSquare).toBeLessThan(LIMITS[NAMES.length - 1] ?? 0);
  });
});
