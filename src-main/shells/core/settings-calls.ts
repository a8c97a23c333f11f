import { z } from 'zod';
import type { CallInput, CallOutput, DashboardCall } from '../../contract/dashboard-calls.ts';
import type { SettingsFiles } from '../../contract/settings-files.ts';
import type { Settings } from '../../services/settings/open-settings.ts';

const FILES = ['router.yaml', 'codex-routing-policy.yaml'] as const;

/** The settings files as text and as single values; nothing is written while there is a mistake in it. */
export function createSettingsCalls(settings: Settings): {
  readonly [C in Extract<DashboardCall, `settings.${string}`>]: (
    input: CallInput<C>,
  ) => Promise<CallOutput<C>>;
} {
  return {
    'settings.get': async () => ({ settings: await read(settings) }),
    'settings.write': async ({ file, text }) => ({ problems: [...(await settings.write(file, text))] }),
    'settings.edit': async ({ file, edits }) => ({
      problems: [
        ...(await settings.edit(
          file,
          edits.map(({ path, value }) => ({ path, value })),
        )),
      ],
    }),
  };
}

async function read(settings: Settings): Promise<SettingsFiles> {
  return {
    files: await Promise.all(
      FILES.map(async file => ({ file, path: settings.path(file), text: await settings.text(file) })),
    ),
    // Every value came out of a YAML file, the environment or a flag: it is JSON already.
    policyValues: settings.policyValues().map(value => ({ ...value, value: z.json().parse(value.value) })),
    routerValues: (['listen', 'timeouts'] as const).flatMap(section =>
      Object.entries(z.record(z.string(), z.json()).parse(settings.current()[section])).map(
        ([key, value]) => ({
          path: [section, key],
          value,
        }),
      ),
    ),
  };
}
