import { describe, expect, test } from 'vitest';
import { adaptiveOfRecord } from '../../../contract/turn-sample-of-record.ts';
import { drawUniform } from '../../../domain/markov/bench/draws.ts';
import { type AdaptiveFleet, startAdaptiveFleet, type Weather } from './testing/adaptive-fleet.ts';

/** Weather of the 120th part of a day: `a` slows down, fails for a while and comes back. */
function drawWeather(index: number): AdaptiveFleet['weather'] {
  const around = (base: number, salt: number): Weather => ({
    takesMs: Math.round(base * (0.7 + 0.6 * drawUniform(index, salt))),
  });
  if (index >= 40 && index < 60) return { a: around(9000, 1), b: around(1200, 2) };
  if (index >= 60 && index < 70) return { a: { takesMs: 400, fails: 503 }, b: around(1200, 2) };
  return { a: around(1000, 1), b: around(1200, 2) };
}

async function runScript(policy: Record<string, unknown>, strategy: 'ordered' | 'risk-adjusted') {
  await using fleet = await startAdaptiveFleet({ policy, strategy, dispatch: { affinity: 'none' } });
  for (let index = 0; index < 120; index += 1) {
    Object.assign(fleet.weather, drawWeather(index));
    await fleet.ask(`conversation-${index % 9}`);
    fleet.passSeconds(5);
  }
  return fleet.router.records.map(record => ({
    dispatch: { ...record, id: '', adaptive_router: undefined },
    adaptive: adaptiveOfRecord(record),
  }));
}

describe.each(['ordered', 'risk-adjusted'] as const)('in shadow over an alias that is %s', strategy => {
  test('every dispatch is the one that is made with the adaptive router off', async () => {
    const shadow = await runScript({ enabled: true, shadow_mode: true }, strategy);
    const off = await runScript({ enabled: false }, strategy);
    expect(shadow.map(one => one.dispatch)).toEqual(off.map(one => one.dispatch));
    expect(off.every(one => one.adaptive?.enabled === false)).toBe(true);
    expect(shadow.every(one => one.adaptive?.enabled === true && !one.adaptive.applied)).toBe(true);
    for (const { dispatch, adaptive } of shadow) {
      const shares = Object.values(adaptive?.target_shares ?? {});
      expect(adaptive?.propensity).toBeCloseTo(dispatch.choice_probability || 1, 9);
      expect(shares.length > 0).toBe(dispatch.cause === 'drawn' && dispatch.choice_probability < 1);
      if (shares.length > 0) expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    }
    // It had something to say all the same.
    expect(shadow.filter(one => one.adaptive?.would_switch).length).toBeGreaterThan(5);
  }, 30_000);
});

test('live, traffic leaves a deployment that crawls, and the reason line says why', async () => {
  await using fleet = await startAdaptiveFleet({ policy: { enabled: true, rollout: 'live' } });
  for (let index = 0; index < 6; index += 1) await fleet.ask();
  fleet.weather.a = { takesMs: 0, fails: 500 };
  await fleet.ask();
  fleet.weather.a = { takesMs: 14_000 };
  const answeredBy: (string | null)[] = [];
  for (let index = 0; index < 8; index += 1) answeredBy.push(await fleet.ask());
  expect(answeredBy.slice(-4)).toEqual(['b', 'b', 'b', 'b']);
  const last = fleet.router.records.at(-1);
  expect(last?.cause).toBe('adaptive');
  expect(last?.reason).toMatch(
    /^both -> b: the adaptive router put it first \(a is (failing|overloaded|warming) \(risk 0\.\d\d\), b is /,
  );
  expect(last?.chosen).toBe('b');
  expect(fleet.router.decisions.at(-1)?.adaptive_router?.effective_order).toEqual(['b', 'a']);
});

test('live, a deployment that says nothing is left before any of its attempts has ended', async () => {
  await using fleet = await startAdaptiveFleet({ policy: { enabled: true, rollout: 'live' } });
  for (let index = 0; index < 6; index += 1) await fleet.ask();
  let answer: () => void = () => undefined;
  fleet.weather.a = { takesMs: 0, until: new Promise(resolve => (answer = resolve)) };
  const waiting = [fleet.ask(), fleet.ask()];
  await expect.poll(() => fleet.sent('a')).toBe(8);
  fleet.passSeconds(15);
  expect(await fleet.ask()).toBe('b');
  expect(fleet.router.records.at(-1)?.cause).toBe('adaptive');
  answer();
  expect(await Promise.all(waiting)).toEqual(['a', 'a']);
});

test('a deployment asked for by name, and a turn that has begun, stay where they are', async () => {
  await using fleet = await startAdaptiveFleet({ policy: { enabled: true, rollout: 'live' } });
  await fleet.ask();
  fleet.weather.a = { takesMs: 20_000 };
  for (let index = 0; index < 4; index += 1) await fleet.ask();
  expect(await fleet.ask()).toBe('b');
  const asked = (model: string, headers: Record<string, string>) =>
    fleet.router.fetch('/v1/responses', {
      method: 'POST',
      headers,
      body: JSON.stringify({ model, stream: true, input: 'hello' }),
    });
  const byName = await asked('a', {});
  expect(byName.headers.get('x-router-selected-model')).toBe('a');
  const sameTurn = await asked('both', { 'x-codex-turn-state': 'signalbox:a', 'session-id': 'c1' });
  expect(sameTurn.headers.get('x-router-selected-model')).toBe('a');
});

test.each([
  [{ enabled: true, rollout: 'live' }, ['a', 'b']],
  [{ enabled: false }, []],
] as const)('a request that nobody can take has its block in the record too, with the policy %j', async (policy, known) => {
  await using fleet = await startAdaptiveFleet({
    policy,
  });
  await fleet.ask();
  fleet.weather.a = { takesMs: 100, fails: 503 };
  fleet.weather.b = { takesMs: 100, fails: 503 };
  for (let index = 0; index < 6; index += 1) await fleet.ask();
  const refused = fleet.router.records.filter(record => record.attempts.length === 0);
  expect(refused.length).toBeGreaterThan(0);
  const blocks = refused.map(adaptiveOfRecord);
  expect(blocks.map(block => block?.enabled)).toEqual(refused.map(() => policy.enabled));
  const last = blocks.at(-1);
  expect(last).toMatchObject({
    baseline_provider: '',
    effective_order: [],
    would_switch: false,
    applied: false,
  });
  expect(Object.keys(last?.health ?? {})).toEqual(known);
  expect(last?.health.a?.observations ?? 7).toBeGreaterThan(1);
  // Nobody by that name: nothing to think of, and still a block.
  await fleet.router.fetch('/v1/responses', {
    method: 'POST',
    body: JSON.stringify({ model: 'no-such-model', input: 'hello' }),
  });
  expect(fleet.router.records.every(record => adaptiveOfRecord(record) !== undefined)).toBe(true);
  expect(fleet.router.records.at(-1)).toMatchObject({
    asked: 'no-such-model',
    adaptive_router: { health: {} },
  });
});

// Cheap looks good to this policy and slow does not count below five seconds: a bad policy, made so on purpose.
const BAD_CANARY = {
  enabled: true,
  rollout: 'canary',
  canary_fraction: 0.5,
  preset: 'reference',
  cold_start_penalty: 0,
  performance_weight: 1,
  min_confidence_delta: 0.02,
};

describe('a canary that is made worse on purpose', () => {
  async function startBadCanary() {
    const fleet = await startAdaptiveFleet({
      policy: { ...BAD_CANARY, rollout: 'shadow' },
      a: { input_usd_per_mtok: 100, output_usd_per_mtok: 100 },
      b: { input_usd_per_mtok: 1, output_usd_per_mtok: 1 },
      dispatch: { affinity: 'none' },
    });
    // What `b` is like is known from requests that asked for it by name.
    for (let index = 0; index < 4; index += 1) {
      await fleet.router
        .fetch('/v1/responses', {
          method: 'POST',
          body: JSON.stringify({ model: 'b', stream: true, input: 'hello' }),
        })
        .then(response => response.text());
    }
    for (let index = 0; index < 25; index += 1) await fleet.ask(`before-${index}`);
    fleet.weather.b = { takesMs: 4500 };
    fleet.host.ask('canary', fleet.nowMs());
    return fleet;
  }

  test('rolls back by itself within 30 requests, says why, and sends everybody the old way again', async () => {
    await using fleet = await startBadCanary();
    expect(fleet.host.snapshot(fleet.nowMs()).rollout).toBe('canary');
    let requests = 0;
    while (fleet.host.rollout().stage === 'canary' && requests < 100) {
      await fleet.ask(`conversation-${requests}`);
      requests += 1;
    }
    expect(requests).toBeLessThanOrEqual(30);
    const rolledBack = fleet.transitions.at(-1);
    expect(rolledBack).toMatchObject({ from: 'canary', to: 'shadow', cause: 'rolled-back' });
    expect(rolledBack?.reason).toMatch(
      /^Rolled back from canary: Typical total latency of the last \d+ adaptive/,
    );
    expect(rolledBack?.evidence).toMatchObject({ figure: 'total latency' });
    expect(fleet.host.snapshot(fleet.nowMs())).toMatchObject({
      rollout: 'shadow',
      rolled_back: { from: 'canary', reason: rolledBack?.reason },
    });
    for (let index = 0; index < 10; index += 1) expect(await fleet.ask(`after-${index}`)).toBe('a');
  }, 30_000);

  test('a conversation stays on its side of the canary', async () => {
    await using fleet = await startBadCanary();
    fleet.weather.b = { takesMs: 1000 };
    const sides = new Map<string, Set<string | null>>();
    for (let index = 0; index < 48; index += 1) {
      const conversation = `conversation-${index % 12}`;
      const seen = sides.get(conversation) ?? new Set();
      sides.set(conversation, seen.add(await fleet.ask(conversation)));
    }
    const each = [...sides.values()].map(seen => [...seen]);
    expect(each.every(seen => seen.length === 1)).toBe(true);
    expect(new Set(each.flat())).toEqual(new Set(['a', 'b']));
  }, 30_000);
});
