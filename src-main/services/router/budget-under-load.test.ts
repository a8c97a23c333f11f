import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { ANSWERS, startFleet } from './testing/fleet.ts';
import { responseEvent } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

/** Generous: a busy machine takes its time. */
const until = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 15_000 });

/** Each request is reckoned at 0.10 USD on a (1000 tokens of output at 100 USD per million); b is free. */
async function budgeted(dayUsd: number, more: object = {}) {
  const fleet = open.use(
    await startFleet({
      policy: { budgets: { day_usd: dayUsd, ...more } },
      dispatch: { expected_output_tokens: 1000, affinity: 'none' },
      a: { input_usd_per_mtok: 0, output_usd_per_mtok: 100 },
      b: { input_usd_per_mtok: 0, output_usd_per_mtok: 0 },
    }),
  );
  const held: ServerResponse[] = [];
  fleet.a.behave(res => void held.push(res));
  return { ...fleet, held };
}
const usage = (outputTokens: number) => ({
  input_tokens: 10,
  output_tokens: outputTokens,
  total_tokens: 10 + outputTokens,
});

describe('a budget that many requests reach at once', () => {
  it('lets through what fits together, and counts what they then cost', async () => {
    const { a, b, held, ask, router } = await budgeted(1);
    const asked = Array.from({ length: 50 }, () => ask());
    await until(() => expect(a.upstream.seen.length + b.upstream.seen.length).toBe(50));
    expect(a.upstream.seen).toHaveLength(10);
    for (const res of held) {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(responseEvent('response.completed', { response: { id: 'r', usage: usage(1000) } }));
    }
    expect((await Promise.all(asked)).map(answer => answer.status)).toEqual(Array(50).fill(200));
    await until(() => expect(router.router.dispatchState().spend.usd).toBeCloseTo(1, 9));
    expect(router.router.dispatchState().reserved.usd).toBeCloseTo(0, 9);
    expect((await ask()).headers.get('x-router-selected-model')).toBe('b');
  });

  it('gives back what a cancelled or failed request kept', async () => {
    const { a, held, ask, router } = await budgeted(0.2);
    const leaving = new AbortController();
    const gone = [0, 1].map(() =>
      router
        .fetch('/v1/responses', {
          method: 'POST',
          body: JSON.stringify({ model: 'both', stream: true, input: 'x' }),
          signal: leaving.signal,
        })
        .catch((cause: unknown) => cause),
    );
    await until(() => expect(held).toHaveLength(2));
    expect((await ask()).headers.get('x-router-selected-model')).toBe('b');
    leaving.abort();
    await Promise.all(gone);
    await until(() => expect(router.router.dispatchState().reserved.usd).toBe(0));
    a.behave(res => void res.writeHead(503).end());
    await (await ask()).text();
    expect(router.router.dispatchState().reserved.usd).toBe(0);
    a.behave(ANSWERS);
    expect((await ask()).headers.get('x-router-selected-model')).toBe('a');
  });

  it('counts an answer that broke', async () => {
    const { a, ask, router } = await budgeted(5);
    a.behave(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(responseEvent('response.output_text.delta', { delta: 'begun' }));
      res.end(
        responseEvent('response.failed', {
          response: { id: 'r', error: { code: 'server_error', message: 'broke' }, usage: usage(500) },
        }),
      );
    });
    await (await ask()).text();
    expect(router.records[0]?.cost_usd).toBeCloseTo(0.05, 9);
    expect(router.router.dispatchState().spend.usd).toBeCloseTo(0.05, 9);
  });
});

it('an answer without a known price costs nobody knows what: no budget counts it, and its reason says so', async () => {
  const priceless = { input_usd_per_mtok: undefined, output_usd_per_mtok: undefined };
  await using fleet = await startFleet({ a: priceless, policy: { budgets: { day_usd: 1 } } });
  await (await fleet.ask()).text();
  const [record] = fleet.router.records;
  expect(record?.cost_usd).toBeUndefined();
  expect(record?.reason).toContain('its price is unknown, no budget counts it');
  expect(fleet.router.router.dispatchState().spend.usd).toBe(0);
});

it('an answer of a deployment taken out of the settings meanwhile is whole, counted and priced', async () => {
  await using fleet = await startFleet({ policy: { budgets: { day_usd: 1 } } });
  const held: ServerResponse[] = [];
  fleet.a.behave(res => void held.push(res));
  const asked = fleet.ask();
  await until(() => expect(held).toHaveLength(1));
  const { settings, without } = fleet.settings('a');
  fleet.router.router.setSettings(without);
  const [res] = held;
  res?.writeHead(200, { 'content-type': 'text/event-stream' });
  res?.end(responseEvent('response.completed', { response: { id: 'r', usage: usage(1000) } }));
  expect(await (await asked).text()).toContain('response.completed');
  const state = fleet.router.router.dispatchState();
  expect(fleet.router.records[0]).toMatchObject({ chosen: 'a', cost_usd: expect.closeTo(0.01001, 9) });
  expect(state.spend.usd).toBeCloseTo(0.01001, 9);
  expect(state.reserved.usd).toBe(0);
  expect((await fleet.ask()).headers.get('x-router-selected-model')).toBe('b');
  fleet.router.router.setSettings(settings);
  expect(fleet.router.router.dispatchState().live.map(live => live.inFlight)).toEqual([0, 0]);
});
