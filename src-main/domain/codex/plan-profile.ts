import {
  LAUNCH_MODE_ENV,
  LAUNCH_MODE_HEADER,
  ROUTED_PROFILE,
  SIGNALBOX_PROVIDER_ID,
  SIGNALBOX_PROVIDER_NAME,
} from './codex-names.ts';
import type { TomlSet } from './toml-changes.ts';
import { parseToml } from './toml-document.ts';
import { editToml, leavesUnder } from './toml-edit.ts';
import { type TomlLiteralValue, tomlKey, tomlLiteral } from './toml-literal.ts';

export interface AuthCommand {
  /** Absolute path, or a name in PATH. Its standard output is the bearer. */
  readonly command: string;
  readonly args: readonly string[];
}

export type CatalogSource =
  | { readonly kind: 'url'; readonly url: string }
  /** A file beside the profile file. It must exist before the profile names it, or Codex refuses to start. */
  | { readonly kind: 'file'; readonly fileName: string }
  | { readonly kind: 'none' };

export interface ProfileSpec {
  /** `cost-routing` or `cost-routing-hf`. */
  readonly profile: string;
  /** Written when the profile names no model yet; later the choice is the person's (`/model`). */
  readonly model: string;
  readonly baseUrl: string;
  readonly auth: AuthCommand;
  readonly catalog: CatalogSource;
  /** Whether the installed Codex knows the switch that ends endless reconnecting. */
  readonly boundedRetries: boolean;
}

export type ProfilePlan =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'write'; readonly text: string }
  /** The file exists and Signalbox did not write it. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unparsable'; readonly message: string; readonly line: number; readonly column: number }
  /** One of our keys has no place because the file uses its name for something else. */
  | { readonly kind: 'conflict'; readonly key: string };

const PROVIDER = ['model_providers', SIGNALBOX_PROVIDER_ID] as const;
const AUTH = [...PROVIDER, 'auth'] as const;

/** Signalbox's own settings of a provider that would contradict what is written now. */
const REMOVED = ['env_key', 'env_key_instructions', 'experimental_bearer_token', 'requires_openai_auth'];

/** @param current the file's text, or undefined when there is none. */
export function planProfile(current: string | undefined, spec: ProfileSpec): ProfilePlan {
  const isBlank = current === undefined || current.trim() === '' || current === '\uFEFF';
  const parsed = parseToml(isBlank ? newProfile(spec) : current);
  if (!parsed.ok) return { kind: 'unparsable', ...parsed };
  const { document } = parsed;
  if (!isBlank && leavesUnder(document, PROVIDER).size === 0) return { kind: 'foreign' };
  const hasModel = document.values.has('["model"]');
  const edit = editToml(document, {
    set: [...(hasModel ? [] : [setting(['model'], spec.model)]), ...ownSettings(spec)],
    remove: [
      ...REMOVED.map(key => [...PROVIDER, key]),
      ...(spec.catalog.kind === 'url' ? [] : [[...PROVIDER, 'model_catalog_url']]),
      ...(spec.catalog.kind === 'file' ? [] : [['model_catalog_json']]),
      ...(spec.boundedRetries ? [] : [['features', 'unbounded_connection_retries']]),
    ],
  });
  if (!edit.ok) return { kind: 'conflict', key: tomlKey(edit.path) };
  return edit.text === current ? { kind: 'unchanged' } : { kind: 'write', text: edit.text };
}

/** Whether a profile file's text is one that Signalbox wrote: it defines our provider. */
export function profileOwner(text: string): 'ours' | 'foreign' {
  const parsed = parseToml(text);
  return parsed.ok && leavesUnder(parsed.document, PROVIDER).size > 0 ? 'ours' : 'foreign';
}

function setting(path: readonly string[], value: TomlLiteralValue): TomlSet {
  return { path, literal: tomlLiteral(value) };
}

function ownSettings(spec: ProfileSpec): TomlSet[] {
  const { catalog } = spec;
  return [
    setting(['model_provider'], SIGNALBOX_PROVIDER_ID),
    ...(catalog.kind === 'file' ? [setting(['model_catalog_json'], catalog.fileName)] : []),
    ...providerSettings(spec),
    ...(spec.boundedRetries ? [setting(['features', 'unbounded_connection_retries'], false)] : []),
  ];
}

/**
 * The provider table. 4 request retries inside 5 stream retries last about 24 seconds: long enough for the
 * router to be restarted under a running turn, short enough to end with a clear text when it was stopped.
 * The idle limit is above the router's own, so that the router's explanation comes first.
 */
export function providerSettings(spec: ProfileSpec): TomlSet[] {
  const { catalog, auth } = spec;
  return [
    setting([...PROVIDER, 'name'], SIGNALBOX_PROVIDER_NAME),
    setting([...PROVIDER, 'base_url'], spec.baseUrl),
    setting([...PROVIDER, 'wire_api'], 'responses'),
    ...(catalog.kind === 'url' ? [setting([...PROVIDER, 'model_catalog_url'], catalog.url)] : []),
    // Not for Hugging Face, whom it does not concern. Codex leaves the header out where the variable is unset.
    ...(spec.profile === ROUTED_PROFILE
      ? [setting([...PROVIDER, 'env_http_headers', LAUNCH_MODE_HEADER], LAUNCH_MODE_ENV)]
      : []),
    setting([...PROVIDER, 'request_max_retries'], 4),
    setting([...PROVIDER, 'stream_max_retries'], 5),
    setting([...PROVIDER, 'stream_idle_timeout_ms'], 330_000),
    setting([...AUTH, 'command'], auth.command),
    setting([...AUTH, 'args'], auth.args),
    setting([...AUTH, 'timeout_ms'], 10_000),
    setting([...AUTH, 'refresh_interval_ms'], 300_000),
  ];
}

/** The beginning of a new profile; the edit that follows adds the rest, as it would to an older one. */
function newProfile(spec: ProfileSpec): string {
  return [
    `# Written by Signalbox. Codex reads this file only when started with "--profile ${spec.profile}".`,
    '# Signalbox sets model_provider, model_providers.signalbox and features.unbounded_connection_retries;',
    '# everything else here, whether written by Codex or by you, is kept as it is.',
    `model = ${tomlLiteral(spec.model)}`,
    '',
  ].join('\n');
}
