import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply-event.ts';
import { dispatchMetrics } from './dispatch-metrics.ts';
import { planDispatch } from './plan-dispatch.ts';
import { reviveDispatch, type SavedDispatch, saveDispatch } from './saved-state.ts';
import { changed, never, request, SETTINGS, stateOf, T0, tuned } from './testing/dispatch-fixture.ts';
import { attempt, BROKEN, CANCELLED, RATE_LIMITED, REJECTED, SUCCEEDED } from './testing/play.ts';

const rowOf = (state: ReturnType<typeof stateOf>, name: string, nowMs = T0) => {
  const row = dispatchMetrics(state, nowMs).deployments[name];
  if (!row) throw new RangeError(name);
  return row;
};

describe('the figures of a deployment', () => {
  it('begin at the priors and move a quarter of the way with each answer', () => {
    const state = attempt(stateOf(), 'a', SUCCEEDED, T0, {
      ttftMs: 500,
      totalMs: 2500,
      outputTokens: 100,
      costUsd: 0.1,
    });
    expect(rowOf(state, 'a')).toMatchObject({
      calls: 1,
      success_rate: 1,
      ewma_ttft_ms: 1500 + 0.25 * (500 - 1500),
      ewma_total_latency_ms: 6000 + 0.25 * (2500 - 6000),
      ewma_tokens_per_second: 25 + 0.25 * (50 - 25),
      ewma_error_rate: 0,
      in_flight: 0,
      last_status: 200,
      hard_limited: false,
    });
    expect(rowOf(state, 'a').ewma_cost_usd).toBeCloseTo(0.3 + 0.25 * (0.1 - 0.3), 12);
  });
  it('take the total latency for TTFT without streaming', () => {
    expect(rowOf(attempt(stateOf(), 'a', SUCCEEDED, T0, { totalMs: 900 }), 'a').ewma_ttft_ms).toBe(1350);
  });
  it('count a failure in the error rate and keep the times', () => {
    const row = rowOf(attempt(stateOf(), 'a', BROKEN, T0, { totalMs: 5 }), 'a');
    expect(row).toMatchObject({
      ewma_error_rate: 0.25,
      ewma_ttft_ms: 1500,
      success_rate: 0,
      last_status: 503,
    });
  });
  it.each([
    ['a cancelled attempt', CANCELLED, 0],
    ['a wrong request', REJECTED, 1],
  ])('do not blame the deployment for %s', (_name, outcome, calls) => {
    expect(rowOf(attempt(stateOf(), 'a', outcome, T0), 'a')).toMatchObject({
      calls,
      ewma_error_rate: 0,
      in_flight: 0,
    });
  });
  it('show a limit with its reason and whole seconds, and no probability', () => {
    const state = attempt(stateOf(), 'a', RATE_LIMITED, T0);
    expect(rowOf(state, 'a', T0 + 500)).toMatchObject({
      hard_limited: true,
      hard_limit_reason: 'rate-limited',
      hard_limited_remaining_s: 300,
      soft_risk: null,
      probability: 0,
      last_status: 429,
    });
    const sum = Object.values(dispatchMetrics(state, T0).deployments).reduce(
      (all, row) => all + row.probability,
      0,
    );
    expect(sum).toBeCloseTo(1, 12);
  });
  it('use the field names scripts rely on', () => {
    const metrics = dispatchMetrics(stateOf(), T0);
    expect(Object.keys(metrics)).toEqual([
      'strategy',
      'soft_score_weights',
      'temperature',
      'hard_limits',
      'deployments',
    ]);
    expect(Object.keys(rowOf(stateOf(), 'a'))).toEqual(
      expect.arrayContaining([
        'calls',
        'ewma_queue_depth',
        'ewma_token_pressure',
        'soft_risk',
        'probability',
      ]),
    );
  });
});

describe('what was learned', () => {
  const learned = attempt(attempt(stateOf(), 'a', RATE_LIMITED, T0), 'b', SUCCEEDED, T0, { totalMs: 1000 });
  const through = (saved: SavedDispatch): SavedDispatch => JSON.parse(JSON.stringify(saved));

  it('survives a restart through JSON', () => {
    const revived = reviveDispatch(stateOf(), through(saveDispatch(learned, T0 + 1000)), T0 + 2000);
    expect(dispatchMetrics(revived, T0 + 2000)).toEqual(dispatchMetrics(learned, T0 + 2000));
    expect(planDispatch(revived, request(), T0 + 2000, never).order[0]).toBe('b');
  });
  it('never lets a cooldown last longer than it had left, even with the clock set back', () => {
    const saved = through(saveDispatch(learned, T0 + 100_000));
    const revived = reviveDispatch(stateOf(), saved, T0 - 86_400_000);
    expect(rowOf(revived, 'a', T0 - 86_400_000).hard_limited_remaining_s).toBe(200);
  });
  it('stays with a deployment over a change of settings, and goes with its provider', () => {
    const kept = applyEvent(learned, { type: 'settings-changed', settings: tuned({ temperature: 1 }) }, T0);
    expect(rowOf(kept, 'a').hard_limited).toBe(true);
    const moved = applyEvent(
      learned,
      { type: 'settings-changed', settings: changed('a', { provider: 'gemini' }) },
      T0,
    );
    expect(rowOf(moved, 'a')).toMatchObject({ hard_limited: false, calls: 0 });
  });
  it('is forgotten on reset, but not what is in flight', () => {
    const busy = applyEvent(learned, { type: 'attempt-started', deployment: 'b', projectedTokens: 10 }, T0);
    const reset = applyEvent(busy, { type: 'reset' }, T0);
    expect(rowOf(reset, 'a')).toMatchObject({ hard_limited: false, calls: 0 });
    expect(rowOf(reset, 'b')).toMatchObject({ in_flight: 1, calls: 0 });
  });
  it('ignores the end of an attempt whose deployment is gone', () => {
    const { a: _a, ...deployments } = SETTINGS.deployments;
    const without = applyEvent(
      stateOf(),
      { type: 'settings-changed', settings: { ...SETTINGS, deployments } },
      T0,
    );
    expect(attempt(without, 'a', BROKEN, T0)).toBe(without);
  });
});
