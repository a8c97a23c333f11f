import type {
  PolicyValueRow,
  SettingsFileName,
  SettingsFiles,
} from '../../../src-main/contract/settings-files.ts';

export type FieldKind =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max?: number; readonly isWhole?: boolean }
  | { readonly kind: 'text' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'choice'; readonly choices: readonly ['degrade', 'refuse'] };

type GroupName = 'providers' | 'budgets' | 'requests' | 'notifications' | 'adaptive' | 'router';

/** One value of a settings file that has a field. `id` is also the name of its label. */
const field = <Id extends string>(id: Id, group: GroupName, path: readonly string[], kind: FieldKind) =>
  ({
    id,
    group,
    path,
    kind,
    file: group === 'router' ? 'router.yaml' : 'codex-routing-policy.yaml',
  }) as const;

const switched: FieldKind = { kind: 'switch' };
const text: FieldKind = { kind: 'text' };
const usd: FieldKind = { kind: 'number', min: 0 };
const shareKind: FieldKind = { kind: 'number', min: 0, max: 1 };
const wholeMs: FieldKind = { kind: 'number', min: 0, isWhole: true };

export const SETTINGS_FIELDS = [
  field('avoid_openai', 'providers', ['avoid_openai'], switched),
  field('open_models_only', 'providers', ['open_models_only'], switched),
  field('default_provider', 'providers', ['default_provider'], text),
  field('local_only_folders', 'providers', ['local_only_folders'], { kind: 'lines' }),
  field('own_plan_max_used_share', 'providers', ['own_plan', 'max_used_share'], shareKind),
  field('max_cost_usd', 'budgets', ['max_cost_usd'], usd),
  field('budgets_day_usd', 'budgets', ['budgets', 'day_usd'], usd),
  field('budgets_conversation_usd', 'budgets', ['budgets', 'conversation_usd'], usd),
  field('budgets_request_tokens', 'budgets', ['budgets', 'request_tokens'], wholeMs),
  field('budgets_on_reached', 'budgets', ['budgets', 'on_reached'], {
    kind: 'choice',
    choices: ['degrade', 'refuse'],
  }),
  field('request_rules_title', 'requests', ['request_rules', 'title'], text),
  field('request_rules_guardian', 'requests', ['request_rules', 'guardian'], text),
  field('request_rules_compaction', 'requests', ['request_rules', 'compaction'], text),
  field('request_rules_review', 'requests', ['request_rules', 'review'], text),
  field('request_rules_subagent', 'requests', ['request_rules', 'subagent'], text),
  field('notifications_quiet', 'notifications', ['notifications', 'quiet'], switched),
  field('adaptive_router_enabled', 'adaptive', ['adaptive_router', 'enabled'], switched),
  field('adaptive_router_canary_fraction', 'adaptive', ['adaptive_router', 'canary_fraction'], shareKind),
  field(
    'adaptive_router_min_confidence_delta',
    'adaptive',
    ['adaptive_router', 'min_confidence_delta'],
    shareKind,
  ),
  field('adaptive_router_max_cost_multiplier', 'adaptive', ['adaptive_router', 'max_cost_multiplier'], {
    kind: 'number',
    min: 1,
  }),
  field('listen_port', 'router', ['listen', 'port'], { kind: 'number', min: 0, max: 65_535, isWhole: true }),
  field('timeouts_ttft_ms', 'router', ['timeouts', 'ttft_ms'], wholeMs),
  field('timeouts_idle_ms', 'router', ['timeouts', 'idle_ms'], wholeMs),
  field('timeouts_drain_ms', 'router', ['timeouts', 'drain_ms'], wholeMs),
] as const;

export type SettingsField = (typeof SETTINGS_FIELDS)[number];
export const SETTINGS_GROUPS = [
  'providers',
  'budgets',
  'requests',
  'notifications',
  'adaptive',
  'router',
] as const;

export interface ValueInForce {
  readonly value: PolicyValueRow['value'];
  readonly source: PolicyValueRow['source'];
  readonly envName?: string | undefined;
}

/** What holds now for one field; `undefined` where the program told nothing of it: the field is then left out. */
export const valueInForce = (settings: SettingsFiles, wanted: SettingsField): ValueInForce | undefined => {
  const key = wanted.path.join('.');
  const file: SettingsFileName = wanted.file;
  if (file === 'codex-routing-policy.yaml') return settings.policyValues.find(row => row.key === key);
  const found = settings.routerValues?.find(row => row.path.join('.') === key);
  return found === undefined ? undefined : { value: found.value, source: 'file' };
};

/** The text a field starts with. */
export const textOf = (value: PolicyValueRow['value']): string =>
  Array.isArray(value) ? value.map(String).join('\n') : value === null ? '' : String(value);

/** What the typed text means for the file, or `undefined` where it cannot be meant. */
export const readField = (kind: FieldKind, typed: string): PolicyValueRow['value'] | undefined => {
  switch (kind.kind) {
    case 'switch':
      return typed === 'true';
    case 'number': {
      const number = typed.trim() === '' ? Number.NaN : Number(typed);
      const isFine =
        Number.isFinite(number) &&
        number >= kind.min &&
        number <= (kind.max ?? Number.MAX_SAFE_INTEGER) &&
        (!kind.isWhole || Number.isInteger(number));
      return isFine ? number : undefined;
    }
    case 'lines':
      return typed
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '');
    case 'text':
    case 'choice':
      return typed.trim() === '' ? undefined : typed.trim();
  }
};
