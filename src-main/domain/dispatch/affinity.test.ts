import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply-event.ts';
import type { DispatchState } from './dispatch-state.ts';
import { planDispatch } from './plan-dispatch.ts';
import { never, request, stateOf, T0, tuned } from './testing/dispatch-fixture.ts';
import { attempt, RATE_LIMITED } from './testing/play.ts';

const turn = request({ conversationId: 'c1' });
const plan = (state: DispatchState, nowMs: number, more = {}) =>
  planDispatch(state, { ...turn, ...more }, nowMs, never);
const answered = (state: DispatchState, deployment: string, contextTokens: number, atMs: number) =>
  applyEvent(
    state,
    {
      type: 'request-answered',
      deployment,
      kind: 'turn',
      conversationId: 'c1',
      contextTokens,
      costUsd: 0.01,
      day: '2026-11-21',
    },
    atMs,
  );
const MINUTE = 60_000;

describe('a conversation', () => {
  it('leaves a deployment that is limited, and comes back when the limit ends and that pays', () => {
    const begun = answered(stateOf(), 'a', 10_000, T0);
    const limited = attempt(begun, 'a', RATE_LIMITED, T0 + MINUTE);
    const moved = plan(limited, T0 + 2 * MINUTE);
    expect(moved).toMatchObject({ order: ['b', 'q'], cause: 'moved-limited' });
    expect(moved.reason).toMatch(/-> b: the conversation had to move from a; out: a: rate limit/);

    const elsewhere = answered(limited, 'b', 11_000, T0 + 2 * MINUTE);
    const back = plan(elsewhere, T0 + 7 * MINUTE);
    expect(back).toMatchObject({ cause: 'moved', affinity: { home: 'b', other: 'a' } });
    expect(back.order[0]).toBe('a');
    expect(back.reason).toMatch(/-> a: moving pays \(from b: price \$0\.\d+, gain \$0\.\d+\)/);
  });

  it('stays where it is when coming back would cost more than it gains', () => {
    const elsewhere = answered(stateOf(), 'b', 150_000, T0);
    const stayed = plan(elsewhere, T0 + MINUTE);
    expect(stayed).toMatchObject({ cause: 'stayed', affinity: { home: 'b', other: 'a' } });
    expect(stayed.order).toEqual(['b', 'a', 'q']);
    expect(stayed.reason).toMatch(
      /holds this conversation \(moving to a would not pay: price \$0\.\d+, gain -?\$0\.\d+\)/,
    );
  });

  it('prices a move as the uncached context and the time to read it', () => {
    const { affinity } = plan(answered(stateOf(), 'b', 150_000, T0), T0 + MINUTE);
    // 150 000 tokens at (2 - 0.2) USD per million, and 30 s at 0.002 USD.
    expect(affinity?.priceUsd).toBeCloseTo(0.27 + 0.06, 9);
  });

  it('has nothing to lose once its cache has gone cold', () => {
    const elsewhere = answered(stateOf(), 'b', 150_000, T0);
    expect(plan(elsewhere, T0 + 11 * MINUTE)).toMatchObject({
      cause: 'first-in-order',
      order: ['a', 'b', 'q'],
    });
  });

  it('holds its deployment within a turn, unless that is limited', () => {
    const state = stateOf();
    expect(plan(state, T0, { turnDeployment: 'b' })).toMatchObject({
      cause: 'same-turn',
      order: ['b', 'a', 'q'],
    });
    const limited = attempt(state, 'b', RATE_LIMITED, T0);
    expect(plan(limited, T0, { turnDeployment: 'b' }).order).toEqual(['a', 'q']);
  });

  it('is not moved by a title, and does not move one', () => {
    const state = answered(stateOf(), 'a', 10_000, T0);
    expect(plan(state, T0 + 1, { kind: 'title' })).toMatchObject({ cause: 'first-in-order' });
    const titled = applyEvent(
      state,
      {
        type: 'request-answered',
        deployment: 'b',
        kind: 'title',
        conversationId: 'c1',
        contextTokens: 10,
        costUsd: 0,
        day: '2026-11-21',
      },
      T0 + 1,
    );
    expect(plan(titled, T0 + 2).order[0]).toBe('a');
  });

  it('is compacted where its cache is, although a rule names another alias', () => {
    const state = answered(stateOf(), 'a', 180_000, T0);
    expect(plan(state, T0 + 1, { kind: 'compaction' })).toMatchObject({ resolved: 'long', cause: 'stayed' });
    expect(plan(state, T0 + 1, { kind: 'compaction' }).order[0]).toBe('a');
  });

  it.each([
    tuned({ affinity: 'none' }),
    tuned({ preset: 'reference' }),
  ])('is never held in the reference', settings => {
    const state = answered(stateOf(settings), 'b', 150_000, T0);
    expect(plan(state, T0 + 1, { turnDeployment: 'b' })).toMatchObject({
      cause: 'first-in-order',
      order: ['a', 'b', 'q'],
    });
  });
});
