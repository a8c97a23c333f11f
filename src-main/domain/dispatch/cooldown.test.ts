import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply-event.ts';
import type { DispatchState } from './dispatch-state.ts';
import { planDispatch } from './plan-dispatch.ts';
import { changed, never, request, stateOf, T0 } from './testing/dispatch-fixture.ts';
import {
  attempt,
  attempts,
  BROKEN,
  CANCELLED,
  KEY_REFUSED,
  RATE_LIMITED,
  SUCCEEDED,
} from './testing/play.ts';

const S = 1000;
const plan = (state: DispatchState, nowMs = T0) => planDispatch(state, request(), nowMs, never);
const limitOf = (state: DispatchState, name: string, nowMs: number) =>
  plan(state, nowMs).considered.find(({ deployment }) => deployment === name)?.limit;
const startOne = (state: DispatchState, deployment: string, nowMs: number) =>
  applyEvent(state, { type: 'attempt-started', deployment, projectedTokens: 2000 }, nowMs);

describe('half-open', () => {
  const end = T0 + 300 * S;
  const probing = () => startOne(attempt(stateOf(), 'a', RATE_LIMITED, T0), 'a', end);
  it('lets one request through and no second', () => {
    expect(plan(probing(), end).order[0]).toBe('b');
    expect(limitOf(probing(), 'a', end)).toEqual({ reason: 'probing' });
  });
  const ended = (outcome: typeof SUCCEEDED) =>
    applyEvent(
      probing(),
      {
        type: 'attempt-ended',
        deployment: 'a',
        startedAtMs: end,
        projectedTokens: 2000,
        outcome,
        totalMs: 100,
      },
      end + 100,
    );
  it('closes when that one succeeds', () => {
    expect(limitOf(ended(SUCCEEDED), 'a', end + 100)).toBeUndefined();
  });
  it('opens again when that one fails', () => {
    expect(limitOf(ended(RATE_LIMITED), 'a', end + 100)).toEqual({
      reason: 'rate-limited',
      remainingMs: 300 * S,
    });
    expect(limitOf(ended(BROKEN), 'a', end + 100)).toEqual({ reason: 'failures', remainingMs: 30 * S });
  });
  it('lets the next one through when that one was cancelled', () => {
    expect(limitOf(ended(CANCELLED), 'a', end + 100)).toBeUndefined();
  });
  it('is not ended by an answer that was on its way before', () => {
    const late = attempt(attempt(stateOf(), 'a', RATE_LIMITED, T0), 'a', SUCCEEDED, T0 + 1);
    expect(limitOf(late, 'a', T0 + 2)).toMatchObject({ reason: 'rate-limited' });
  });
});

it('failure cooldowns double from 30 s to 300 s, and one success starts over', () => {
  let nowMs = T0;
  let state = attempts(stateOf(), 'a', [BROKEN, BROKEN], nowMs);
  const lengths: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    state = attempt(state, 'a', BROKEN, nowMs);
    const lengthMs = limitOf(state, 'a', nowMs)?.remainingMs ?? 0;
    lengths.push(lengthMs / S);
    nowMs += lengthMs;
  }
  expect(lengths).toEqual([30, 60, 120, 240, 300, 300]);
  state = attempts(attempt(state, 'a', SUCCEEDED, nowMs), 'a', [BROKEN, BROKEN, BROKEN], nowMs);
  expect(limitOf(state, 'a', nowMs)).toEqual({ reason: 'failures', remainingMs: 30 * S });
});

it('failures that were on their way together open one cooldown, not a longer one', () => {
  const state = attempts(stateOf(changed('a', { max_in_flight: 50 })), 'a', Array(20).fill(BROKEN), T0);
  expect(limitOf(state, 'a', T0)).toEqual({ reason: 'failures', remainingMs: 30 * S });
});

it('a new key ends the cooldown of a refused one at once, and a late answer to the old key changes nothing', () => {
  const refused = attempt(stateOf(), 'a', KEY_REFUSED, T0);
  const renewed = applyEvent(
    refused,
    { type: 'provider-changed', provider: 'openai', hasKey: true },
    T0 + 5 * S,
  );
  expect(limitOf(renewed, 'a', T0 + 5 * S)).toBeUndefined();
  const late = applyEvent(
    renewed,
    {
      type: 'attempt-ended',
      deployment: 'a',
      startedAtMs: T0 + S,
      projectedTokens: 0,
      outcome: KEY_REFUSED,
      totalMs: 5 * S,
    },
    T0 + 6 * S,
  );
  expect(limitOf(late, 'a', T0 + 6 * S)).toBeUndefined();
});

it('a cooldown can be woken by hand', () => {
  const state = applyEvent(attempt(stateOf(), 'a', RATE_LIMITED, T0), { type: 'woken', deployment: 'a' }, T0);
  expect(plan(state).order[0]).toBe('a');
});
