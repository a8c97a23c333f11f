import { SIGNALBOX_PROVIDER_ID } from './codex-names.ts';
import { type OwnedKey, SWAP_PATH_MARK, type SwapRecord } from './plan-swap.ts';
import type { TomlSet } from './toml-changes.ts';
import { parseToml, samePath, type TomlDocument } from './toml-document.ts';
import { editToml, hasValue } from './toml-edit.ts';
import { tomlKey } from './toml-literal.ts';

export type RestorePlan =
  | {
      readonly kind: 'merged';
      /** Others' changes without our keys; '' when nothing is left. */
      readonly text: string;
      /** Keys of ours that somebody else gave another value meanwhile, and that keep it. */
      readonly kept: readonly string[];
    }
  /** Somebody left the file half-edited: our keys cannot be told apart in it. */
  | { readonly kind: 'unparsable'; readonly message: string; readonly line: number; readonly column: number };

/** Ours alone: what others wrote under our provider id means nothing without us, and would stop Codex. */
const PROVIDER = ['model_providers', SIGNALBOX_PROVIDER_ID];

/** Takes our keys out of a file that others changed since the swap; everything else stays as they left it. */
export function planRestore(current: string, record: SwapRecord): RestorePlan {
  const parsed = parseToml(current);
  if (!parsed.ok) return { kind: 'unparsable', ...parsed };
  const { document } = parsed;
  const set: TomlSet[] = [];
  const remove: (readonly string[])[] = [];
  const kept: string[] = [];
  for (const { path, wrote, before } of record.owned) {
    const isThere = document.entries.some(entry => samePath(entry.path, path));
    if (!isThere) continue;
    if (!hasValue(document, path, wrote)) kept.push(tomlKey(path));
    else if (before === undefined) remove.push(path);
    else set.push({ path, literal: before });
  }
  const edit = editToml(document, {
    set,
    remove,
    removeTrees: [PROVIDER],
    removeEmptyTables: record.madeTables,
  });
  // Setting a key that exists cannot fail; a text is then always there.
  return {
    kind: 'merged',
    text: edit.ok ? edit.text : current,
    kept: kept.filter(key => !isProviderKey(key)),
  };
}

/**
 * What a swap without a journal must have written, judged by the values alone: for "undo everything" on a
 * machine whose user data folder is gone.
 */
export function guessRecord(document: TomlDocument): SwapRecord {
  const owned: OwnedKey[] = [];
  const claim = (path: readonly string[], isOurs: (value: string) => boolean) => {
    const entry = document.entries.find(candidate => samePath(candidate.path, path));
    const value = document.values.get(JSON.stringify(path));
    if (entry && value?.startsWith('s:') && isOurs(value.slice(2))) {
      owned.push({ path, wrote: document.text.slice(entry.valueStart, entry.valueEnd) });
    }
  };
  claim(['model_provider'], value => value === SIGNALBOX_PROVIDER_ID);
  claim(['openai_base_url'], value => value.includes(SWAP_PATH_MARK));
  const usesAlias = owned.length > 0;
  if (usesAlias) claim(['model'], value => value.startsWith('codex-'));
  return { owned, madeTables: [] };
}

function isProviderKey(key: string): boolean {
  return key.startsWith(`${tomlKey(PROVIDER)}.`);
}
