import { describe, expect, it } from 'vitest';
import { classifyTask } from '../classify/classify-task.ts';
import { chooseModel, type ModelWish } from './choose-model.ts';
import { orderProviders, type ProviderFacts } from './order-providers.ts';

const offer = {
  aliases: {
    'codex-light': ['openai', 'gemini', 'ollama'],
    'codex-default': ['openai', 'gemini', 'ollama'],
    'codex-deep': ['openai', 'gemini'],
    'codex-long': ['gemini', 'openai'],
    'codex-no-openai': ['gemini', 'ollama'],
    'codex-qwen-local': ['ollama'],
    'codex-claude': ['anthropic', 'ollama'],
  },
  deployments: { 'openai-deep': 'openai', 'mine-direct': 'mine' },
};
const rules = { simple: 'auto', medium: 'auto', complex: 'openai' };
const open: ModelWish = { provider: 'auto', rules, avoidOpenAi: false, isUsable: () => true };
const choose = (prompt: string, wish: Partial<ModelWish> = {}) =>
  chooseModel(classifyTask(prompt, { avoidOpenAi: wish.avoidOpenAi ?? false }), { ...open, ...wish }, offer);

describe('the model of a run', () => {
  it.each<[string, string, Partial<ModelWish>, object]>([
    [
      'the forced name before anything',
      'use local qwen',
      { forced: 'openai-deep', provider: 'gemini' },
      { model: 'openai-deep' },
    ],
    ['no model that is not there', 'x', { forced: 'nope' }, { kind: 'unknown-model' }],
    [
      'the provider before the wish of the task',
      'use local qwen',
      { provider: 'gemini' },
      { model: 'codex-no-openai' },
    ],
    [
      'the alias of the task where that provider leads it',
      'fix a typo',
      { provider: 'openai' },
      { model: 'codex-light' },
    ],
    [
      'a deployment where no alias is led by the provider',
      'x',
      { provider: 'mine' },
      { model: 'mine-direct' },
    ],
    ['no provider that is not there', 'x', { provider: 'nobody' }, { kind: 'unknown-provider' }],
    [
      'no OpenAI where it is avoided',
      'x',
      { provider: 'openai', avoidOpenAi: true },
      { kind: 'openai-avoided' },
    ],
    [
      'the wish of the task before the rule',
      'use local qwen for the security audit',
      {},
      { model: 'codex-qwen-local' },
    ],
    [
      'the avoidance before the complexity',
      'fix a typo',
      { avoidOpenAi: true },
      { model: 'codex-no-openai' },
    ],
    [
      'the rule of the complexity',
      'fix a typo',
      { rules: { ...rules, simple: 'gemini' } },
      { model: 'codex-no-openai' },
    ],
    [
      'no rule whose provider has no key',
      'fix a typo',
      { rules: { ...rules, simple: 'gemini' }, isUsable: () => false },
      { model: 'codex-light' },
    ],
    [
      'a preference that fits',
      'fix a typo',
      { preferred: { deployment: 'mine-direct', name: 'mine' } },
      { model: 'mine-direct' },
    ],
    [
      'the alias of the complexity',
      'migrate the database to row-level security',
      {},
      { model: 'codex-deep' },
    ],
  ])('takes %s', (_, prompt, wish, expected) => {
    expect(choose(prompt, wish)).toMatchObject(expected);
  });

  it('takes the usual alias where router.yaml has none for the size of the task, and for nothing else', () => {
    const few = { ...offer, aliases: { 'codex-default': ['openai', 'gemini'] } };
    const chosen = (prompt: string) => chooseModel(classifyTask(prompt, {}), open, few);
    expect(chosen('fix a typo')).toMatchObject({
      model: 'codex-default',
      reason: 'simple task (cue "typo"), and router.yaml has no codex-light',
    });
    expect(chosen('use local qwen')).toMatchObject({ model: 'codex-qwen-local' });
  });
});

const facts: ProviderFacts = {
  asked: 'auto',
  fallbackOrder: ['litellm', 'standard', 'huggingface'],
  avoidOpenAi: false,
  openModelsOnly: false,
  hasHuggingFaceKey: true,
  maxCostUsd: 0,
};
const order = (more: Partial<ProviderFacts>) =>
  orderProviders({ ...facts, ...more }).map(({ provider, skipped }) =>
    skipped === undefined ? provider : `-${provider}`,
  );

describe('the order of the ways to run Codex', () => {
  it.each<[string, Partial<ProviderFacts>, string[]]>([
    ['follows the policy', {}, ['litellm', 'standard', 'huggingface']],
    ['puts the one asked for first, once', { asked: 'standard' }, ['standard', 'litellm', 'huggingface']],
    [
      'passes over a router that does not run',
      { routerFault: 'stopped' },
      ['-litellm', 'standard', 'huggingface'],
    ],
    ['keeps OpenAI out where it is avoided', { avoidOpenAi: true }, ['litellm', '-standard', 'huggingface']],
    ['keeps to open models', { openModelsOnly: true }, ['litellm', '-standard', 'huggingface']],
    ['keeps local work here', { localOnly: 'local-only' }, ['litellm', '-standard', '-huggingface']],
    [
      'passes over Hugging Face without a key',
      { hasHuggingFaceKey: false },
      ['litellm', 'standard', '-huggingface'],
    ],
    ['watches a budget where it can', { maxCostUsd: 0.1 }, ['litellm', '-standard', '-huggingface']],
    ['has nothing without Codex', { codexFault: 'absent' }, ['-litellm', '-standard', '-huggingface']],
  ])('%s', (_, more, expected) => {
    expect(order(more)).toEqual(expected);
  });
});
