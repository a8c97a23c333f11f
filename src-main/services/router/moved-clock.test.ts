import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { saveDispatch } from '../../domain/dispatch/saved-state.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { createSteadyClock } from '../host/steady-clock.ts';
import { ANSWERS, type FleetOptions, fails, startFleet } from './testing/fleet.ts';
import { TEXT_STREAM } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const HOUR_MS = 3_600_000;

/** A router on a machine whose clock can be set, and which can sleep. */
async function fleetOnMachine(options: FleetOptions = {}) {
  let wallAheadMs = 0;
  let passedMs = 0;
  const clock = createSteadyClock(
    () => Date.now() + passedMs + wallAheadMs,
    () => performance.now() + passedMs,
  );
  const fleet = open.use(await startFleet({ ...options, clock }));
  return {
    ...fleet,
    clock,
    pass(seconds: number) {
      passedMs += seconds * 1000;
    },
    move(ms: number) {
      wallAheadMs += ms;
    },
  };
}
const chosen = async (asked: Promise<Response>): Promise<string | null> => {
  const answer = await asked;
  await answer.text();
  return answer.headers.get('x-router-selected-model');
};

describe('a clock that is set, or a machine that sleeps', () => {
  it('set back by an hour, makes no cooldown an hour longer', async () => {
    const { a, ask, pass, move } = await fleetOnMachine({ dispatch: { affinity: 'none' } });
    a.behave(fails(429, { 'retry-after': '120' }));
    expect(await chosen(ask())).toBe('b');
    a.behave(ANSWERS);
    move(-HOUR_MS);
    pass(60);
    expect(await chosen(ask())).toBe('b');
    pass(61);
    expect(await chosen(ask())).toBe('a');
  });

  it('set back, lets the minute of a rate limit pass in a minute', async () => {
    const { ask, pass, move } = await fleetOnMachine({
      a: { rpm_limit: 1 },
      dispatch: { affinity: 'none' },
    });
    expect(await chosen(ask())).toBe('a');
    move(-HOUR_MS);
    expect(await chosen(ask())).toBe('b');
    pass(62);
    expect(await chosen(ask())).toBe('a');
  });

  it('awake after eight hours, tries a limited deployment half-open: one request, and no second beside it', async () => {
    const { a, ask, move } = await fleetOnMachine({ dispatch: { affinity: 'none' } });
    a.behave(fails(401));
    expect(await chosen(ask())).toBe('b');
    move(8 * HOUR_MS);
    const held: ServerResponse[] = [];
    a.behave(res => void held.push(res));
    const probe = ask();
    await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 15_000 });
    expect(await chosen(ask())).toBe('b');
    held[0]?.writeHead(200, { 'content-type': 'text/event-stream' }).end(TEXT_STREAM.join(''));
    expect(await chosen(probe)).toBe('a');
    a.behave(ANSWERS);
    expect(await chosen(ask())).toBe('a');
  });

  it.each([-HOUR_MS, HOUR_MS])('moved by %i ms in the middle of an answer, changes no average', async ms => {
    const { a, router, ask, move } = await fleetOnMachine();
    const held: ServerResponse[] = [];
    a.behave(res => void held.push(res));
    const before = router.router.dispatchState().live[0];
    const asked = ask();
    await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 15_000 });
    move(ms);
    held[0]?.writeHead(200, { 'content-type': 'text/event-stream' }).end(TEXT_STREAM.join(''));
    await chosen(asked);
    const total = router.records[0]?.total_ms ?? -1;
    expect(total).toBeGreaterThanOrEqual(0);
    expect(total).toBeLessThan(60_000);
    const after = router.router.dispatchState().live[0];
    // Quick answers only pull the averages down from their priors.
    expect(after?.ewmaTotalLatencyMs).toBeLessThan(before?.ewmaTotalLatencyMs ?? 0);
    expect(after?.ewmaTotalLatencyMs).toBeGreaterThan(0);
    expect(after?.ewmaTtftMs).toBeGreaterThan(0);
  });

  it('does not keep the budget of yesterday when it wakes on another day', async () => {
    const { ask, move, router } = await fleetOnMachine({
      policy: { budgets: { day_usd: 0.001 } },
      b: { input_usd_per_mtok: 0, output_usd_per_mtok: 0 },
      dispatch: { expected_output_tokens: 10, affinity: 'none' },
    });
    expect([await chosen(ask()), await chosen(ask())]).toEqual(['a', 'b']);
    const { day } = router.router.dispatchState().spend;
    move(26 * HOUR_MS);
    expect(await chosen(ask())).toBe('a');
    expect(router.router.dispatchState().spend.day > day).toBe(true);
    expect(router.router.dispatchState().spend.before?.day).toBe(day);
  });
});

it('a conversation is still at home after the router was restarted', async () => {
  const headers = { 'session-id': 'c1', 'thread-id': 'c1' };
  const costs = { input_usd_per_mtok: 1, cached_input_usd_per_mtok: 0.1, output_usd_per_mtok: 10 };
  const first = await fleetOnMachine({ a: costs, b: costs });
  first.a.behave(fails(429, { 'retry-after': '1' }));
  expect(await chosen(first.ask('both', { headers }))).toBe('b');
  const state = first.router.router.dispatchState();
  const saved = JSON.parse(JSON.stringify(saveDispatch(state, first.clock.nowMs())));

  const again = await fleetOnMachine({ a: costs, b: costs, saved, dispatch: { preferred_usd: 0 } });
  again.pass(30);
  expect(await chosen(again.ask('both', { headers }))).toBe('b');
  expect(again.router.records[0]?.cause).toBe('stayed');
  expect(await chosen(again.ask('both', { headers: { 'session-id': 'c2', 'thread-id': 'c2' } }))).toBe('a');
});
