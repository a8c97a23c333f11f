import { describe, expect, it } from 'vitest';
import { effectivePolicy } from './effective-policy.ts';

const file = {
  default_provider: 'auto',
  default_codex_provider: 'auto',
  avoid_openai: false,
  open_models_only: false,
  max_cost_usd: 0,
  budgets: { day_usd: 3 },
};
const resolve = (env: Record<string, string>, flags = {}, given: readonly string[] = []) =>
  effectivePolicy(file, new Set(given), env, flags);
const sourceOf = (found: ReturnType<typeof resolve>, key: string) =>
  found.values.find(row => row.key === key);

describe('the policy in force', () => {
  it.each([
    [
      'a flag over environment and file',
      { CODEX_ROUTER_PROVIDER: 'gemini' },
      { default_provider: 'openai' },
      'openai',
      'flag',
    ],
    ['environment over file', { CODEX_ROUTER_PROVIDER: 'gemini' }, {}, 'gemini', 'environment'],
    ['the file over the default', {}, {}, 'auto', 'file'],
    ['nothing from an empty variable', { CODEX_ROUTER_PROVIDER: '  ' }, {}, 'auto', 'file'],
  ])('takes %s', (_name, env, flags, value, source) => {
    const found = resolve(env, flags, ['default_provider']);
    expect(found.policy.default_provider).toBe(value);
    expect(sourceOf(found, 'default_provider')).toMatchObject({ value, source });
  });

  it.each([
    ['avoid', true],
    ['AVOID', true],
    ['allow', false],
    ['something', false],
  ])('reads CODEX_ROUTER_OPENAI_MODE=%s', (mode, expected) => {
    expect(resolve({ CODEX_ROUTER_OPENAI_MODE: mode }).policy.avoid_openai).toBe(expected);
  });

  it('names the variable, and says default for what nobody gave', () => {
    const found = resolve({ CODEX_ROUTER_OPENAI_MODE: 'avoid' }, {}, ['budgets.day_usd']);
    expect(sourceOf(found, 'avoid_openai')).toEqual({
      key: 'avoid_openai',
      value: true,
      source: 'environment',
      envName: 'CODEX_ROUTER_OPENAI_MODE',
    });
    expect(sourceOf(found, 'budgets.day_usd')).toEqual({ key: 'budgets.day_usd', value: 3, source: 'file' });
    expect(sourceOf(found, 'max_cost_usd')).toMatchObject({ source: 'default' });
  });
});
