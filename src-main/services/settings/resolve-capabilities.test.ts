import { describe, expect, it } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { DEFAULT_ROUTER_YAML } from './default-router-yaml.ts';
import { parseRouterYaml } from './parse-settings.ts';
import { resolveCapabilities } from './resolve-capabilities.ts';

const LISTED = { context_tokens: 1_050_000, images: true, tools: true, reasoning: true };

async function resolveOne(provider: string, model: string, more: object = {}, providerMore: object = {}) {
  const settings = routerSettingsSchema.parse({
    providers: {
      [provider]: { wire_api: 'chat', base_url: 'https://example.com/v1', keyless: true, ...providerMore },
    },
    deployments: { a: { provider, model, ...more } },
    aliases: { 'codex-default': { candidates: ['a'] } },
  });
  const { context_tokens, images, tools, parallel_tools, reasoning } =
    (await resolveCapabilities(settings)).deployments.a ?? expect.fail('the deployment is gone');
  return JSON.parse(JSON.stringify({ context_tokens, images, tools, parallel_tools, reasoning }));
}

describe('what a deployment can do', () => {
  it.each([
    ['openai', 'gpt-6-sol', LISTED],
    ['gemini', 'gemini-3.8-flash', { ...LISTED, context_tokens: 1_048_576 }],
    // Listed twice, with thinking and without.
    ['anthropic', 'claude-sonnet-5', { ...LISTED, context_tokens: 1_000_000 }],
    [
      'openai',
      'o3-mini-2025-01-31',
      { context_tokens: 200_000, images: false, tools: true, reasoning: true },
    ],
    ['openai', 'a-model-of-next-year', {}],
    ['gemini', 'gpt-6-sol', {}],
    ['huggingface', 'openai/gpt-oss-120b', {}],
    ['gateway', 'gpt-6-sol', {}],
  ])('%s %s', async (provider, model, expected) => {
    expect(await resolveOne(provider, model)).toEqual(expected);
  });

  it.each([
    [{ images: false }, { ...LISTED, images: false }],
    [{ tools: false }, { ...LISTED, tools: false }],
    [{ reasoning: false }, { ...LISTED, reasoning: false }],
    [{ context_tokens: 1000 }, { ...LISTED, context_tokens: 1000 }],
    [{ parallel_tools: false }, { ...LISTED, parallel_tools: false }],
  ])('is overridden in the file, one by one: %o', async (given, expected) => {
    expect(await resolveOne('openai', 'gpt-6-sol', given)).toEqual(expected);
  });

  it('is not looked up for a provider on this machine, whatever its name; it calls one tool at a time', async () => {
    const local = { local: true, base_url: 'http://127.0.0.1:8000/v1' };
    expect(await resolveOne('openai', 'gpt-6-sol', {}, local)).toEqual({ parallel_tools: false });
    const said = await resolveOne('vllm', 'large', { parallel_tools: true }, local);
    expect(said).toEqual({ parallel_tools: true });
  });

  it('is known for every default deployment', async () => {
    const parsed = parseRouterYaml(DEFAULT_ROUTER_YAML);
    if (!parsed.ok) return expect.fail('the default settings are broken');
    const { deployments } = await resolveCapabilities(parsed.value);
    const unknown = Object.entries(deployments).filter(
      ([, { images, reasoning }]) => images === undefined || reasoning === undefined,
    );
    expect(unknown).toEqual([]);
  });
});
