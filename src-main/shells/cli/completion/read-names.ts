import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RouterSettings } from '../../../contract/settings.ts';
import { assertNever } from '../../../lib/assert-never.ts';
import { keyedProviders } from '../../../services/keys/keyed-providers.ts';
import { DEFAULT_ROUTER_YAML } from '../../../services/settings/default-router-yaml.ts';
import { ROUTER_FILE } from '../../../services/settings/known-keys.ts';
import { parseRouterYaml } from '../../../services/settings/parse-settings.ts';
import type { NameList } from './command-tree.ts';

/**
 * The names the person's `router.yaml` offers; those of a first start where there is none, or it has a mistake.
 * A key pressed in a shell writes no file.
 */
export async function readNames(list: NameList, userDataFolder: string): Promise<readonly string[]> {
  const text = await readFile(join(userDataFolder, ROUTER_FILE), 'utf8').catch(() => DEFAULT_ROUTER_YAML);
  const own = parseRouterYaml(text);
  const settings = own.ok ? own : parseRouterYaml(DEFAULT_ROUTER_YAML);
  return settings.ok ? namesOf(list, settings.value) : [];
}

function namesOf(list: NameList, { providers, aliases, deployments }: RouterSettings): readonly string[] {
  switch (list) {
    case 'providers':
      return [
        ...new Set([...keyedProviders(providers).map(({ provider }) => provider), ...Object.keys(providers)]),
      ];
    case 'models':
      return [...Object.keys(aliases), ...Object.keys(deployments)];
    case 'deployments':
      return Object.keys(deployments);
    default:
      return assertNever(list);
  }
}
