import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply-event.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchPolicy } from './dispatch-settings.ts';
import type { DispatchState } from './dispatch-state.ts';
import type { HardLimitReason } from './hard-limit.ts';
import { planDispatch } from './plan-dispatch.ts';
import { changed, never, POLICY, request, SETTINGS, stateOf, T0 } from './testing/dispatch-fixture.ts';
import {
  attempt,
  attempts,
  BROKEN,
  KEY_REFUSED,
  MODEL_MISSING,
  RATE_LIMITED,
  SUCCEEDED,
} from './testing/play.ts';

const S = 1000;
const plan = (state: DispatchState, more: Partial<DispatchRequest> = {}, nowMs = T0) =>
  planDispatch(state, request(more), nowMs, never);
const limitOf = (state: DispatchState, name: string, nowMs: number, more: Partial<DispatchRequest> = {}) =>
  plan(state, more, nowMs).considered.find(({ deployment }) => deployment === name)?.limit;
const policy = (more: Partial<DispatchPolicy>): DispatchPolicy => ({ ...POLICY, ...more });
const startOne = (state: DispatchState, deployment: string, nowMs: number, projectedTokens = 2000) =>
  applyEvent(state, { type: 'attempt-started', deployment, projectedTokens }, nowMs);

interface Row {
  readonly cause: string;
  readonly state: DispatchState;
  readonly reason: HardLimitReason;
  readonly remainingMs?: number;
  readonly more?: Partial<DispatchRequest>;
  /** Where the request goes instead. */
  readonly goesTo: string | undefined;
}

const rows: readonly Row[] = [
  {
    cause: 'a 429',
    state: attempt(stateOf(), 'a', RATE_LIMITED, T0),
    reason: 'rate-limited',
    remainingMs: 300 * S,
    goesTo: 'b',
  },
  {
    cause: 'a 429 with a reset time',
    state: attempt(stateOf(), 'a', { ...RATE_LIMITED, statedMs: 42 * S }, T0),
    reason: 'rate-limited',
    remainingMs: 42 * S,
    goesTo: 'b',
  },
  {
    cause: 'a 429 that asks for two hours',
    state: attempt(stateOf(), 'a', { ...RATE_LIMITED, statedMs: 7200 * S }, T0),
    reason: 'rate-limited',
    remainingMs: 3600 * S,
    goesTo: 'b',
  },
  {
    cause: 'a 401',
    state: attempt(stateOf(), 'a', KEY_REFUSED, T0),
    reason: 'key-refused',
    remainingMs: 3600 * S,
    goesTo: 'b',
  },
  {
    cause: 'a 404',
    state: attempt(stateOf(), 'a', MODEL_MISSING, T0),
    reason: 'model-missing',
    remainingMs: 1800 * S,
    goesTo: 'b',
  },
  {
    cause: 'three failures in a row',
    state: attempts(stateOf(), 'a', [BROKEN, BROKEN, BROKEN], T0),
    reason: 'failures',
    remainingMs: 30 * S,
    goesTo: 'b',
  },
  {
    cause: 'every slot in use',
    state: startOne(stateOf(changed('a', { max_in_flight: 1 })), 'a', T0),
    reason: 'in-flight',
    goesTo: 'b',
  },
  {
    cause: 'requests per minute',
    state: attempts(stateOf(changed('a', { rpm_limit: 2 })), 'a', [SUCCEEDED, SUCCEEDED], T0),
    reason: 'rpm',
    remainingMs: 61 * S,
    goesTo: 'b',
  },
  {
    cause: 'tokens per minute',
    state: startOne(stateOf(changed('a', { tpm_limit: 10_000 })), 'a', T0, 9000),
    reason: 'tpm',
    remainingMs: 61 * S,
    goesTo: 'b',
  },
  {
    cause: 'more tokens than a minute ever has',
    state: stateOf(changed('a', { tpm_limit: 1500 })),
    reason: 'tpm',
    goesTo: 'b',
  },
  {
    cause: 'no key',
    state: applyEvent(stateOf(), { type: 'provider-changed', provider: 'openai', hasKey: false }, T0),
    reason: 'no-key',
    goesTo: 'b',
  },
  {
    cause: 'the provider switched off',
    state: stateOf({
      ...SETTINGS,
      providers: {
        ...SETTINGS.providers,
        openai: { enabled: false, keyless: false, local: false, open_models: false },
      },
    }),
    reason: 'switched-off',
    goesTo: 'b',
  },
  {
    cause: 'its server not up',
    state: applyEvent(stateOf(), { type: 'provider-changed', provider: 'openai', isUp: false }, T0),
    reason: 'not-up',
    goesTo: 'b',
  },
  {
    cause: 'a context window too small',
    state: stateOf(changed('a', { context_tokens: 1500 })),
    reason: 'context-too-small',
    goesTo: 'b',
  },
  {
    cause: 'images it does not take',
    state: stateOf(changed('a', { images: false })),
    reason: 'no-images',
    more: { needsImages: true },
    goesTo: 'b',
  },
  {
    cause: 'tools it does not take',
    state: stateOf(changed('a', { tools: false })),
    reason: 'no-tools',
    goesTo: 'b',
  },
  {
    cause: 'the request budget',
    state: stateOf(SETTINGS, policy({ max_cost_usd: 0.008 })),
    reason: 'over-budget',
    goesTo: 'b',
  },
  {
    cause: 'OpenAI avoided',
    state: stateOf(SETTINGS, policy({ avoid_openai: true })),
    reason: 'openai-avoided',
    goesTo: 'b',
  },
  {
    cause: 'a launch without OpenAI',
    state: stateOf(),
    reason: 'openai-avoided',
    more: { avoidsOpenAi: true },
    goesTo: 'b',
  },
  {
    cause: 'open models only',
    state: stateOf(SETTINGS, policy({ open_models_only: true })),
    reason: 'not-open-model',
    goesTo: 'q',
  },
  {
    cause: 'a local-only folder',
    state: stateOf(),
    reason: 'local-only-folder',
    more: { isLocalOnly: true },
    goesTo: 'q',
  },
];

describe('a candidate is out of traffic', () => {
  it.each(rows)('after $cause', ({ state, reason, remainingMs, more, goesTo }) => {
    const found = plan(state, more);
    const { limit } = found.considered[0] ?? {};
    expect(limit).toEqual(remainingMs === undefined ? { reason } : { reason, remainingMs });
    expect(found.order[0]).toBe(goesTo);
    expect(found.order).not.toContain('a');
    expect(found.reason).toContain(`-> ${goesTo}`);
  });
});

describe('a timed limit counts down and ends', () => {
  it.each(rows.filter(row => row.remainingMs !== undefined))('after $cause', ({ state, remainingMs = 0 }) => {
    expect(limitOf(state, 'a', T0 + remainingMs - 1)?.remainingMs).toBe(1);
    expect(limitOf(state, 'a', T0 + remainingMs)).toBeUndefined();
  });
});

describe('when every candidate is out', () => {
  it('refuses with each reason and the soonest end', () => {
    let state = attempt(stateOf(), 'a', RATE_LIMITED, T0);
    state = attempt(state, 'b', MODEL_MISSING, T0);
    state = applyEvent(state, { type: 'provider-changed', provider: 'ollama', isUp: false }, T0);
    const { order, refusal } = plan(state, {}, T0 + 10 * S);
    expect(order).toEqual([]);
    expect(refusal).toMatchObject({ code: 'no-deployment', retryAfterSeconds: 290 });
    expect(refusal?.message).toMatch(
      /a: rate limit \(429\), 290 s left; b: model not found.*; q: not running/,
    );
  });
  it('refuses a local-only folder loudly when the local model is down', () => {
    const state = applyEvent(stateOf(), { type: 'provider-changed', provider: 'ollama', isUp: false }, T0);
    expect(plan(state, { isLocalOnly: true }).refusal).toMatchObject({
      code: 'policy-denied',
      detail: 'local_only_folder',
    });
  });
  it('names the aliases for a model nobody configured', () => {
    expect(plan(stateOf(), { requestedModel: 'gpt-x' }).refusal).toMatchObject({ detail: 'unknown_model' });
  });
});
