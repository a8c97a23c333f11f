import { SIGNALBOX_PROVIDER_ID } from './codex-names.ts';
import type { TomlSet } from './toml-changes.ts';
import { parseToml, type TomlDocument } from './toml-document.ts';
import { editToml } from './toml-edit.ts';

export type ProfileRemoval =
  /** Nothing in the file is anybody else's. */
  | { readonly kind: 'all-ours' }
  /** What Codex and the person put in, without our keys; `settings` can be moved to `config.toml`. */
  | { readonly kind: 'leftover'; readonly text: string; readonly settings: readonly TomlSet[] }
  | { readonly kind: 'unparsable' };

const OUR_KEYS = [
  ['model_provider'],
  // The name of an alias: it means nothing without the router.
  ['model'],
  ['model_catalog_json'],
  ['features', 'unbounded_connection_retries'],
];

/** What would be lost if a profile file of ours were deleted. */
export function planProfileRemoval(text: string): ProfileRemoval {
  const parsed = parseToml(text);
  if (!parsed.ok) return { kind: 'unparsable' };
  const edit = editToml(parsed.document, {
    set: [],
    remove: OUR_KEYS,
    removeTrees: [['model_providers', SIGNALBOX_PROVIDER_ID]],
    removeEmptyTables: [['features'], ['model_providers']],
  });
  const left = edit.ok ? parseToml(edit.text) : parsed;
  if (!edit.ok || !left.ok) return { kind: 'unparsable' };
  const settings = leafSettings(left.document);
  return left.document.values.size === 0
    ? { kind: 'all-ours' }
    : { kind: 'leftover', text: edit.text, settings };
}

export type Adoption =
  | { readonly kind: 'write'; readonly text: string; readonly moved: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused' };

/** `config.toml` with the settings it does not have yet; what it says itself stays. */
export function planAdoption(config: string, settings: readonly TomlSet[]): Adoption {
  const parsed = parseToml(config);
  if (!parsed.ok) return { kind: 'refused' };
  const { document } = parsed;
  const missing = settings.filter(
    ({ path }) => !document.entries.some(entry => entry.path.every((part, index) => part === path[index])),
  );
  if (missing.length === 0) return { kind: 'unchanged' };
  const edit = editToml(document, { set: missing, remove: [] });
  return edit.ok ? { kind: 'write', text: edit.text, moved: missing.length } : { kind: 'refused' };
}

/** Every key with a plain path and its value as spelled; members of inline tables go with their table. */
function leafSettings(document: TomlDocument): TomlSet[] {
  return document.entries
    .filter(entry => !entry.inline)
    .map(({ path, valueStart, valueEnd }) => ({ path, literal: document.text.slice(valueStart, valueEnd) }));
}
