import { expect, it } from 'vitest';
import { type RouterSettings, routerSettingsSchema } from '../../contract/settings.ts';
import { hashExamSettings } from './hash-exam-settings.ts';

const settingsWith = (provider: object = {}, deployment: object = {}): RouterSettings =>
  routerSettingsSchema.parse({
    providers: { gateway: { wire_api: 'chat', base_url: 'http://127.0.0.1:9/v1', ...provider } },
    deployments: { examined: { provider: 'gateway', model: 'm', ...deployment } },
    aliases: { 'codex-default': { candidates: ['examined'] } },
  });
const before = hashExamSettings(settingsWith(), 'examined');

it.each([
  ['another address', { base_url: 'http://127.0.0.1:10/v1' }, {}],
  ['another dialect', { wire_api: 'responses' }, {}],
  ['another header', { headers: { 'x-team': 'a' } }, {}],
  ['another model', {}, { model: 'm2' }],
  ['another window', {}, { context_tokens: 8192 }],
  ['another capability', {}, { images: false }],
  ['the same value for another capability', {}, { tools: false }],
])('%s is another deployment to an exam', (_, provider, deployment) => {
  expect(hashExamSettings(settingsWith(provider, deployment), 'examined')).not.toBe(before);
});

it.each([
  ['a price', {}, { input_usd_per_mtok: 3 }],
  ['a limit', {}, { max_in_flight: 9 }],
  ['the variable of its key', { key_env: 'OTHER_KEY' }, {}],
])('%s leaves a report true', (_, provider, deployment) => {
  expect(hashExamSettings(settingsWith(provider, deployment), 'examined')).toBe(before);
});

it('has nothing to say of a deployment that is not there', () => {
  expect(hashExamSettings(settingsWith(), 'gone')).toBeUndefined();
});
