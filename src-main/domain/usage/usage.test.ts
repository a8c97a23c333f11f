import { describe, expect, it } from 'vitest';
import { compileSettings } from '../dispatch/compile-settings.ts';
import { planDispatch } from '../dispatch/plan-dispatch.ts';
import { deployment, never, request, SETTINGS, stateOf, T0 } from '../dispatch/testing/dispatch-fixture.ts';
import { attempt, BROKEN, RATE_LIMITED, SUCCEEDED } from '../dispatch/testing/play.ts';
import { costOfUsage, savingsOf, type TokenUsage } from './cost-of-usage.ts';
import { requestRecord } from './request-record.ts';
import { createTallying, type TalliedRecord } from './tally.ts';

const usage = (more: Partial<TokenUsage> = {}): TokenUsage => ({
  inputTokens: 100_000,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1000,
  reasoningTokens: 0,
  source: 'reported',
  ...more,
});
const priced = (more: Parameters<typeof deployment>[1] = {}) => {
  const [only] = compileSettings({
    ...SETTINGS,
    deployments: { only: deployment('openai', more) },
  }).deployments;
  if (!only) throw new Error('no deployment');
  return only;
};

describe('the cost of an answer', () => {
  const longInput = { above_input_tokens: 50_000, input_usd_per_mtok: 4, output_usd_per_mtok: 15 };
  it.each([
    ['fresh input and output', priced(), usage(), 0.2 + 0.01],
    ['cached input', priced(), usage({ cachedInputTokens: 90_000 }), 0.02 + 0.018 + 0.01],
    [
      'cache writes at their own price',
      priced({ cache_write_usd_per_mtok: 2.5 }),
      usage({ cacheWriteTokens: 10_000 }),
      0.18 + 0.025 + 0.01,
    ],
    ['reasoning once, inside the output', priced(), usage({ reasoningTokens: 900 }), 0.21],
    ['a long input as a whole', priced({ long_input: longInput }), usage(), 0.4 + 0.015],
    ['more cached than read, as all cached', priced(), usage({ cachedInputTokens: 200_000 }), 0.02 + 0.01],
  ])('counts %s', (_name, one, used, expected) => {
    expect(costOfUsage(one, used)).toBeCloseTo(expected, 12);
  });
  it('is unknown without a price, and so are the savings', () => {
    const unpriced = priced({ input_usd_per_mtok: undefined });
    expect(costOfUsage(unpriced, usage())).toBeUndefined();
    expect(savingsOf(priced(), undefined, usage())).toBeUndefined();
    expect(savingsOf(unpriced, 1, usage())).toBeUndefined();
  });
  it('saves what the same tokens would have cost more at the baseline', () => {
    expect(savingsOf(priced(), 0.05, usage())?.savedUsd).toBeCloseTo(0.16, 12);
  });
});

describe('the record of a request', () => {
  it('tells who was considered, tried and chosen, and what it cost and saved', () => {
    const state = attempt(stateOf(), 'q', RATE_LIMITED, T0);
    const plan = planDispatch(state, request(), T0, never);
    const record = requestRecord(state.compiled, {
      id: 'req_1',
      startedAtMs: T0,
      plan,
      attempts: [
        { deployment: 'a', startedAtMs: T0, totalMs: 20, outcome: BROKEN },
        { deployment: 'b', startedAtMs: T0 + 20, ttftMs: 100, totalMs: 900, outcome: SUCCEEDED },
      ],
      status: 200,
      ttftMs: 120,
      totalMs: 920,
      usage: usage({ cachedInputTokens: 50_000 }),
      conversationId: 'c1',
      upstreamResponseId: 'resp_1',
    });
    expect(record).toMatchObject({
      id: 'req_1',
      asked: 'main',
      chosen: 'b',
      provider: 'gemini',
      reason: plan.reason,
      tokens: { convention: 'input-includes-cached', source: 'reported', input: 100_000, total: 101_000 },
      baseline: 'a',
      attempts: [
        { deployment: 'a', status: 503, result: 'failed', word: 'http_503' },
        { deployment: 'b', status: 200, result: 'succeeded', ttft_ms: 100 },
      ],
    });
    expect(record.candidates.map(({ deployment: name, limit }) => [name, limit?.reason])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['q', 'rate-limited'],
    ]);
    // b: 50 000 at 0.75, 50 000 at 0.075, 1000 at 3.75; a: at 2, 0.2 and 10.
    expect(record.cost_usd).toBeCloseTo(0.0375 + 0.00375 + 0.00375, 12);
    expect(record.saved_usd).toBeCloseTo(0.1 + 0.01 + 0.01 - 0.045, 12);
  });
});

describe('tallies', () => {
  const record = (id: string, more: Partial<TalliedRecord> = {}): TalliedRecord => ({
    id,
    at_ms: T0,
    kind: 'turn',
    asked: 'main',
    chosen: 'a',
    status: 200,
    attempts: [{ result: 'succeeded' }],
    tokens: { source: 'reported', input: 100, cached_input: 40, output: 10 },
    cost_usd: 0.5,
    saved_usd: 0.25,
    ...more,
  });
  const dayOf = (atMs: number) => (atMs < T0 + 1000 ? 'one' : 'two');

  it('count by day, alias, deployment and kind, and a replayed record once', () => {
    const tallying = createTallying(dayOf);
    for (const one of [
      record('r1'),
      record('r1'),
      record('r2', {
        at_ms: T0 + 1000,
        chosen: 'b',
        attempts: [{ result: 'failed' }, { result: 'succeeded' }],
      }),
      record('r3', {
        kind: 'title',
        asked: 'light',
        status: 503,
        chosen: undefined,
        tokens: undefined,
        cost_usd: undefined,
        saved_usd: undefined,
      }),
      record('r4', {
        cost_usd: undefined,
        saved_usd: undefined,
        tokens: { source: 'estimated', input: 1, cached_input: 0, output: 1 },
      }),
    ]) {
      tallying.add(one);
    }
    const { all, byDay, byAlias, byDeployment, byKind } = tallying.result();
    expect(all).toEqual({
      requests: 4,
      failed: 1,
      retried: 1,
      inputTokens: 201,
      cachedInputTokens: 80,
      outputTokens: 21,
      estimatedRequests: 1,
      unpricedRequests: 1,
      costUsd: 1,
      savedUsd: 0.5,
    });
    const counts = (map: ReadonlyMap<string, { requests: number }>) =>
      Object.fromEntries([...map].map(([key, { requests }]) => [key, requests]));
    expect(counts(byDay)).toEqual({ one: 3, two: 1 });
    expect(counts(byAlias)).toEqual({ main: 3, light: 1 });
    expect(counts(byDeployment)).toEqual({ a: 2, b: 1 });
    expect(counts(byKind)).toEqual({ turn: 3, title: 1 });
  });
});
