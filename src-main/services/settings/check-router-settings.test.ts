import { describe, expect, it } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { inWords } from '../../domain/sentence/sentence.ts';
import { checkRouterSettings } from './check-router-settings.ts';

const refusals = (baseUrl: string) =>
  checkRouterSettings(
    routerSettingsSchema.parse({
      listen: { port: 4000, risk_adjusted_port: 4001 },
      providers: { up: { wire_api: 'chat', base_url: baseUrl } },
      deployments: {},
      aliases: {},
    }),
  )
    .map(({ path, ...words }) => ({ path, ...inWords({ message: words.message, remedy: words.remedy }) }))
    .filter(({ message }) => message.includes('router itself'));

describe('a base URL that is the router itself', () => {
  it.each([
    'http://127.0.0.1:4000/v1',
    'http://127.0.0.2:4000/v1',
    'http://localhost:4000',
    'http://LOCALHOST:4000/v1/',
    'http://[::1]:4000/v1',
    'http://2130706433:4000/v1',
    'http://127.0.0.1:4001/v1',
  ])('is refused at its place, with what to do: %s', baseUrl => {
    expect(refusals(baseUrl)).toEqual([
      expect.objectContaining({
        path: ['providers', 'up', 'base_url'],
        remedy: expect.stringContaining("provider's own address"),
      }),
    ]);
  });

  it.each([
    'http://127.0.0.1:11434/v1',
    'http://127.0.0.1/v1',
    'http://example.org:4000/v1',
    'https://api.openai.com/v1',
  ])('is not what another server is: %s', baseUrl => {
    expect(refusals(baseUrl)).toEqual([]);
  });
});
