import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply-event.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchPolicy } from './dispatch-settings.ts';
import type { DispatchState } from './dispatch-state.ts';
import { planDispatch } from './plan-dispatch.ts';
import { never, POLICY, request, SETTINGS, stateOf, T0 } from './testing/dispatch-fixture.ts';

const plan = (state: DispatchState, more: Partial<DispatchRequest> = {}) =>
  planDispatch(state, request(more), T0, never);
const budget = (more: Partial<DispatchPolicy['budgets']>) =>
  stateOf(SETTINGS, { ...POLICY, budgets: { ...POLICY.budgets, ...more } });
const spent = (state: DispatchState, costUsd: number, conversationId?: string) =>
  applyEvent(
    state,
    {
      type: 'request-answered',
      deployment: 'a',
      kind: 'turn',
      conversationId,
      contextTokens: 1000,
      costUsd,
      day: '2026-11-21',
    },
    T0 - 3_600_000,
  );

describe('request rules', () => {
  it.each<[string, Partial<DispatchRequest>, string, readonly string[]]>([
    ['a title goes to its alias, the asked candidates behind', { kind: 'title' }, 'light', ['b', 'a', 'q']],
    ['a compaction goes to its alias', { kind: 'compaction' }, 'long', ['b', 'a', 'q']],
    ['a sub-agent goes as asked', { kind: 'subagent' }, 'main', ['a', 'b', 'q']],
    ['a turn goes as asked', { kind: 'turn' }, 'main', ['a', 'b', 'q']],
    [
      'a title never reaches a vendor the alias keeps out',
      { kind: 'title', requestedModel: 'no-openai' },
      'light',
      ['b', 'q'],
    ],
    ['a title of a local alias stays local', { kind: 'title', requestedModel: 'local' }, 'light', ['q']],
    [
      'a title of a vendor the rule lacks goes as asked',
      { kind: 'title', requestedModel: 'open' },
      'light',
      ['h', 'q'],
    ],
    ['a direct name is strict for titles too', { kind: 'title', requestedModel: 'a' }, 'a', ['a']],
  ])('%s', (_name, more, resolved, order) => {
    expect(plan(stateOf(), more)).toMatchObject({ resolved, order });
  });
});

describe('preferences', () => {
  it('puts the preferred provider first and keeps the others as fallbacks', () => {
    expect(plan(stateOf(), { preferredProvider: 'gemini' }).order).toEqual(['b', 'a', 'q']);
  });
  it('takes the alias chosen from the task', () => {
    expect(plan(stateOf(), { taskAlias: 'light' })).toMatchObject({ asked: 'main', resolved: 'light' });
  });
  it('lets the listener override the strategy', () => {
    const { cause } = planDispatch(stateOf(), request({ strategy: 'risk-adjusted' }), T0, () => 0.5);
    expect(cause).toBe('drawn');
  });
});

describe('budgets', () => {
  it('of a day degrade to what costs nothing, with a notice', () => {
    const found = plan(spent(budget({ day_usd: 1 }), 1));
    expect(found).toMatchObject({ order: ['q'], budget: 'day-usd' });
    expect(found.reason).toMatch(/budget reached \(day-usd\)/);
  });
  it('degrade to the local model also where the alias lists none', () => {
    const settings = {
      ...SETTINGS,
      aliases: { main: { candidates: ['a', 'b'], strategy: 'ordered' as const } },
    };
    const state = stateOf(settings, { ...POLICY, budgets: { ...POLICY.budgets, day_usd: 1 } });
    expect(plan(spent(state, 1)).order).toEqual(['q']);
  });
  it('of a day that is over do not count', () => {
    expect(plan(spent(budget({ day_usd: 1 }), 1), { day: '2026-11-22' }).order[0]).toBe('a');
  });
  it('lifted for today let everything through today, and not tomorrow', () => {
    const lifted = applyEvent(
      spent(budget({ day_usd: 1 }), 1),
      { type: 'budget-lifted', day: '2026-11-21' },
      T0,
    );
    expect(plan(lifted)).toMatchObject({ budget: undefined });
    expect(plan(lifted).order[0]).toBe('a');
    const tomorrow = spent(lifted, 0);
    expect(
      plan({ ...tomorrow, spend: { ...tomorrow.spend, day: '2026-11-22' } }, { day: '2026-11-22' }).order[0],
    ).toBe('q');
  });
  it('of a request step down to the cheaper candidate', () => {
    // 1000 in and 1000 out cost 0.012 USD on a, 0.0045 on b.
    expect(plan(budget({ request_usd: 0.01 })).order).toEqual(['b', 'q']);
  });
  it('of a conversation count only that conversation', () => {
    const state = spent(budget({ conversation_usd: 0.5 }), 0.5, 'c1');
    expect(plan(state, { conversationId: 'c1' }).order).toEqual(['q']);
    expect(plan(state, { conversationId: 'c2' }).order[0]).toBe('a');
  });
  it('of tokens leave long requests to the local model', () => {
    expect(plan(budget({ request_tokens: 1500 })).order).toEqual(['q']);
  });
  it('refuse with words when the person says so', () => {
    const found = plan(spent(budget({ day_usd: 1, on_reached: 'refuse' }), 1));
    expect(found.order).toEqual([]);
    expect(found.refusal).toMatchObject({ code: 'policy-denied', detail: 'over_budget' });
    expect(found.refusal?.message).toMatch(/today's budget is used up/);
  });
  it('refuse a direct name instead of sending it elsewhere', () => {
    const found = plan(spent(budget({ day_usd: 1 }), 1), { requestedModel: 'a' });
    expect(found.refusal).toMatchObject({ code: 'policy-denied', detail: 'over_budget' });
  });
});
