import { join } from 'node:path';
import type { Leftovers, UndoReport } from '../../contract/codex-status.ts';
import type { RestoreReport } from '../../contract/swap-journal.ts';
import { HUGGINGFACE_PROFILE, profileFileName, ROUTED_PROFILE } from '../../domain/codex/codex-names.ts';
import { profileOwner } from '../../domain/codex/plan-profile.ts';
import { planAdoption, planProfileRemoval } from '../../domain/codex/plan-profile-removal.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';
import { followLinks, removeTemporaries, replaceFile } from './replace-file.ts';
import type { ConfigSwap } from './swap-config.ts';
import { type LockOwner, lockSwap } from './swap-lock.ts';

export interface UndoRequest {
  readonly files: FileLayer;
  readonly home: string;
  readonly swap: ConfigSwap;
  readonly leftovers: Leftovers;
  readonly owner: LockOwner;
}

/**
 * Takes everything of ours out of Codex's folder: the swap, the profile files, their catalogs. With `move`,
 * the person's settings in a profile go to `config.toml` first, where it lacks them.
 */
export async function undoEverything(request: UndoRequest): Promise<UndoReport> {
  const restore = await restoreAnyhow(request.swap);
  const profiles: UndoReport['profiles'][number][] = [];
  for (const profile of [ROUTED_PROFILE, HUGGINGFACE_PROFILE])
    profiles.push(await undoProfile(request, profile));
  return { restore, profiles };
}

async function restoreAnyhow(swap: ConfigSwap): Promise<RestoreReport> {
  try {
    return await swap.restore();
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.detail !== 'journal_broken') throw cause;
    return await swap.restoreByForce();
  }
}

async function undoProfile(
  { files, home, leftovers, owner }: UndoRequest,
  profile: string,
): Promise<UndoReport['profiles'][number]> {
  const path = join(home, profileFileName(profile));
  await removeTemporaries(files, path);
  const bytes = await files.read(path);
  if (bytes === undefined) return { path, result: 'absent' };
  const text = decodeText(bytes) ?? '';
  if (profileOwner(text) === 'foreign') return { path, result: 'foreign' };
  const removal = planProfileRemoval(text);
  if (removal.kind === 'unparsable') return { path, result: 'kept', leftover: text };
  if (removal.kind === 'leftover' && leftovers !== 'discard') {
    const { text: leftover, settings } = removal;
    if (leftovers === 'keep') return { path, result: 'kept', leftover };
    const config = join(home, 'config.toml');
    await using _lock = await lockSwap(files, config, owner);
    const target = await followLinks(files, config);
    const before = await files.read(target);
    const adoption = planAdoption(before === undefined ? '' : (decodeText(before) ?? '\uFFFD'), settings);
    if (adoption.kind === 'refused') return { path, result: 'kept', leftover };
    if (adoption.kind === 'write') {
      const mode = (await files.facts(target))?.mode ?? 0o600;
      await replaceFile(files, target, {
        bytes: encodeText(adoption.text),
        mode,
        token: owner.token,
        instead: before ?? 'nothing',
      });
    }
  }
  await files.remove(path);
  await files.remove(join(home, `${profile}.models.json`));
  await files.syncFolder(home);
  return { path, result: 'removed' };
}
