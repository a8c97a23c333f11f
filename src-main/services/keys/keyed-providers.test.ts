import { expect, test } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { keyedProviders } from './keyed-providers.ts';

const at = 'http://127.0.0.1:9/v1';
const { providers } = routerSettingsSchema.parse({
  providers: {
    openai: { wire_api: 'responses', base_url: at, key_env: 'MY_OPENAI' },
    ollama: { wire_api: 'chat', base_url: at, keyless: true },
    gateway: { wire_api: 'chat', base_url: at, key_env: 'GATEWAY_KEY' },
    nameless: { wire_api: 'chat', base_url: at },
  },
  deployments: { only: { provider: 'ollama', model: 'm' } },
  aliases: { 'codex-default': { candidates: ['only'] } },
});

test('the common providers and every gateway that needs a key are asked for one', () => {
  expect(keyedProviders(providers).map(({ provider, envName }) => [provider, envName])).toEqual([
    ['openai', 'MY_OPENAI'],
    ['gemini', 'GEMINI_API_KEY'],
    ['anthropic', 'ANTHROPIC_API_KEY'],
    ['huggingface', 'HF_TOKEN'],
    ['gateway', 'GATEWAY_KEY'],
    ['nameless', ''],
  ]);
});
