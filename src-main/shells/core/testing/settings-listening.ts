import { type RouterSettings, routerSettingsSchema } from '../../../contract/settings.ts';

/** Settings of a router that listens like this; the rest is of no matter. */
export function settingsListening(listen: Record<string, unknown>): RouterSettings {
  return routerSettingsSchema.parse({
    listen,
    providers: { up: { wire_api: 'responses', base_url: 'http://127.0.0.1:9/v1' } },
    deployments: { one: { provider: 'up', model: 'm' } },
    aliases: { 'codex-default': { candidates: ['one'] } },
  });
}
