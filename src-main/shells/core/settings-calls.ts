import { z } from 'zod';
import type { SettingsFiles } from '../../contract/settings-files.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { CallHandlers } from './call-handlers.ts';

const FILES = ['router.yaml', 'codex-routing-policy.yaml'] as const;

/** The settings files as text and as single values; nothing is written while there is a mistake in it. */
export function createSettingsCalls(
  settings: Settings,
): Pick<CallHandlers, 'settings.get' | 'settings.write' | 'settings.edit'> {
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
  };
}
