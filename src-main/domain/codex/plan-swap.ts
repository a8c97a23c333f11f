import { SIGNALBOX_PROVIDER_ID } from './codex-names.ts';
import { type ProfileSpec, providerSettings } from './plan-profile.ts';
import type { TomlSet } from './toml-changes.ts';
import { parseToml, pathKey, samePath, type TomlDocument } from './toml-document.ts';
import { editToml, leavesUnder } from './toml-edit.ts';
import { tomlKey, tomlLiteral } from './toml-literal.ts';

/** What the person's `config.toml` gets so that plain `codex` uses the router. */
export type SwapSpec =
  /**
   * Redirects the built-in provider: login, history and resume stay the person's own. The URL's path holds
   * `SWAP_PATH_MARK`, by which a later run knows the line for ours.
   */
  | { readonly form: 'base-url'; readonly baseUrl: string; readonly model?: string }
  /** A provider of our own, for people without an OpenAI login. */
  | { readonly form: 'provider'; readonly provider: ProfileSpec }
  /** For a Codex older than profile files: the profile as a table, the key from the environment. */
  | { readonly form: 'profile-table'; readonly provider: ProfileSpec; readonly keyEnv: string };

export const SWAP_PATH_MARK = '/signalbox/';

/** One key that the swap set, and what stood there before. Values are TOML text. */
export interface OwnedKey {
  readonly path: readonly string[];
  readonly wrote: string;
  /** Absent when the key did not exist. */
  readonly before?: string;
}

/** All that a restore needs besides the original bytes. */
export interface SwapRecord {
  readonly owned: readonly OwnedKey[];
  /** Tables the swap created; each goes again when nothing of anybody else is in it. */
  readonly madeTables: readonly (readonly string[])[];
}

export type SwapPlan =
  | { readonly kind: 'write'; readonly text: string; readonly record: SwapRecord }
  /** The file already carries our keys, from a swap nobody here remembers. */
  | { readonly kind: 'marked'; readonly key: string }
  | { readonly kind: 'unparsable'; readonly message: string; readonly line: number; readonly column: number }
  | { readonly kind: 'conflict'; readonly key: string };

const PROVIDER = ['model_providers', SIGNALBOX_PROVIDER_ID];

/** @param original text of `config.toml`; '' when there is none. */
export function planSwap(original: string, spec: SwapSpec): SwapPlan {
  const parsed = parseToml(original);
  if (!parsed.ok) return { kind: 'unparsable', ...parsed };
  const { document } = parsed;
  const mark = findMark(document);
  if (mark) return { kind: 'marked', key: mark };
  const set = swapSettings(spec);
  const edit = editToml(document, { set, remove: [] });
  if (!edit.ok) return { kind: 'conflict', key: tomlKey(edit.path) };
  const after = parseToml(edit.text);
  // The net under the span editor: whatever it did, the values must be the person's own and ours.
  const clash = after.ok ? firstDifference(document, after.document, set) : 'the whole file';
  if (!after.ok || clash !== undefined) return { kind: 'conflict', key: clash ?? '' };
  return {
    kind: 'write',
    text: edit.text,
    record: {
      owned: set.map(setting => ownedKey(document, setting)),
      madeTables: madeTables(document, after.document),
    },
  };
}

/** The key that shows a swap is in force, or undefined. */
export function findMark(document: TomlDocument): string | undefined {
  if (leavesUnder(document, PROVIDER).size > 0) return tomlKey(PROVIDER);
  const url = document.values.get('["openai_base_url"]');
  return url?.includes(SWAP_PATH_MARK) ? 'openai_base_url' : undefined;
}

function swapSettings(spec: SwapSpec): TomlSet[] {
  const setting = (path: readonly string[], value: string) => ({ path, literal: tomlLiteral(value) });
  switch (spec.form) {
    case 'base-url':
      return [
        ...(spec.model === undefined ? [] : [setting(['model'], spec.model)]),
        setting(['openai_base_url'], spec.baseUrl),
      ];
    case 'provider':
      return [
        setting(['model'], spec.provider.model),
        setting(['model_provider'], SIGNALBOX_PROVIDER_ID),
        ...providerSettings(spec.provider),
      ];
    case 'profile-table': {
      const profile = ['profiles', spec.provider.profile];
      return [
        setting([...profile, 'model'], spec.provider.model),
        setting([...profile, 'model_provider'], SIGNALBOX_PROVIDER_ID),
        ...providerSettings(spec.provider).filter(({ path }) => !path.includes('auth')),
        setting([...PROVIDER, 'env_key'], spec.keyEnv),
      ];
    }
  }
}

function ownedKey(document: TomlDocument, { path, literal }: TomlSet): OwnedKey {
  const entry = document.entries.find(candidate => samePath(candidate.path, path));
  const before = entry && document.text.slice(entry.valueStart, entry.valueEnd);
  return { path, wrote: literal, ...(before !== undefined && { before }) };
}

function madeTables(before: TomlDocument, after: TomlDocument): (readonly string[])[] {
  const known = new Set(before.tables.map(table => pathKey(table.path)));
  return after.tables.map(table => table.path).filter(path => !known.has(pathKey(path)));
}

/** The first key, ours apart, whose value is not what it was. */
function firstDifference(
  before: TomlDocument,
  after: TomlDocument,
  set: readonly TomlSet[],
): string | undefined {
  const expected = new Map(before.values);
  for (const { path, literal } of set) {
    for (const key of leavesUnder(before, path).keys()) expected.delete(key);
    const wanted = parseToml(`${tomlKey(path)} = ${literal}`);
    if (wanted.ok) for (const [key, value] of wanted.document.values) expected.set(key, value);
    // An inline table that was empty has a member now.
    for (let length = 1; length < path.length; length += 1)
      expected.delete(JSON.stringify(path.slice(0, length)));
  }
  for (const [key, value] of after.values) if (expected.get(key) !== value) return key;
  for (const key of expected.keys()) if (!after.values.has(key)) return key;
  return undefined;
}
