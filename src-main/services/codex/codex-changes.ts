import { join } from 'node:path';
import type { CodexChanges } from '../../contract/figures-snapshot.ts';
import type { SwapStatus } from '../../contract/swap-journal.ts';
import { HUGGINGFACE_PROFILE, profileFileName, ROUTED_PROFILE } from '../../domain/codex/codex-names.ts';
import { diffLines, type LineChange } from '../../domain/codex/diff-lines.ts';
import { profileOwner } from '../../domain/codex/plan-profile.ts';
import { planProfileRemoval } from '../../domain/codex/plan-profile-removal.ts';
import { decodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';

type ChangedFile = CodexChanges['files'][number];

/** Exactly what of ours stands in Codex's folder: the swapped keys, the profile files, their catalogs. */
export async function readCodexChanges(
  files: FileLayer,
  home: string,
  swap: SwapStatus,
): Promise<CodexChanges> {
  const found: ChangedFile[] = [];
  if (swap.active) found.push({ path: swap.path, kind: 'edited', parts: addedParts(swap.changes) });
  for (const profile of [ROUTED_PROFILE, HUGGINGFACE_PROFILE]) {
    const path = join(home, profileFileName(profile));
    const text = await readText(files, path);
    if (text === undefined || profileOwner(text) === 'foreign') continue;
    const removal = planProfileRemoval(text);
    const theirs = removal.kind === 'leftover' ? removal.text : '';
    found.push({ path, kind: 'created', parts: addedParts(diffLines(theirs, text)) });
    const catalog = join(home, `${profile}.models.json`);
    const models = await readText(files, catalog);
    if (models !== undefined)
      found.push({ path: catalog, kind: 'created', parts: [{ line: 1, text: models }] });
  }
  return { files: found };
}

function addedParts(changes: readonly LineChange[]): ChangedFile['parts'] {
  return changes
    .filter(({ added }) => added.length > 0)
    .map(({ afterLine, added }) => ({ line: afterLine, text: added.join('') }));
}

async function readText(files: FileLayer, path: string): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes && decodeText(bytes);
}
