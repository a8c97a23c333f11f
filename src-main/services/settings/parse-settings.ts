import { type Policy, policySchema } from '../../contract/policy.ts';
import { type RouterSettings, routerSettingsSchema } from '../../contract/settings.ts';
import { inWords } from '../../domain/sentence/sentence.ts';
import { checkRouterSettings } from './check-router-settings.ts';
import { POLICY_FILE, ROUTER_FILE } from './known-keys.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Parsed } from './settings-problem.ts';
import { positionOf } from './yaml-source.ts';

/** `router.yaml`: syntax, each value, then what the values say of each other. */
export function parseRouterYaml(text: string): Parsed<RouterSettings> {
  const parsed = parseYaml(ROUTER_FILE, text, routerSettingsSchema);
  if (!parsed.ok) return parsed;
  const problems = checkRouterSettings(parsed.value).map(({ path, at, message, remedy }) => ({
    file: ROUTER_FILE,
    ...positionOf(parsed.source, path, at),
    ...inWords({ message, remedy }),
  }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parsed.value };
}

export interface PolicyFile {
  readonly policy: Policy;
  /** Dotted names of the settings the file itself gives; the others are defaults. */
  readonly givenKeys: ReadonlySet<string>;
}

function leafKeys(value: unknown, prefix: string, keys: Set<string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    keys.add(prefix);
    return;
  }
  for (const [key, child] of Object.entries(value)) leafKeys(child, prefix ? `${prefix}.${key}` : key, keys);
}

export function parsePolicyYaml(text: string): Parsed<PolicyFile> {
  const parsed = parseYaml(POLICY_FILE, text, policySchema);
  if (!parsed.ok) return parsed;
  const givenKeys = new Set<string>();
  leafKeys(parsed.source.document.toJS() ?? {}, '', givenKeys);
  return { ok: true, value: { policy: parsed.value, givenKeys } };
}
