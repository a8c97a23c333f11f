import { dirname } from 'node:path';
import type { RestoreReport, SwapJournal } from '../../contract/swap-journal.ts';
import { diffLines } from '../../domain/codex/diff-lines.ts';
import { guessRecord, planRestore } from '../../domain/codex/plan-restore.ts';
import { findMark, type SwapRecord } from '../../domain/codex/plan-swap.ts';
import { parseToml } from '../../domain/codex/toml-document.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, say, wordsOf } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';
import { followLinks, removeTemporaries, replaceFile, unlessChanged } from './replace-file.ts';
import { type JournalStore, sha256 } from './swap-journal.ts';

/**
 * Undoes the swap that the journal tells of. The journal goes last: a restore cut short is done again from
 * the start, and every step of it is harmless twice. The caller holds the lock.
 */
export async function restoreConfig(
  files: FileLayer,
  path: string,
  store: JournalStore,
  token: string,
): Promise<RestoreReport> {
  const journal = await store.read();
  if (journal === undefined) return report('not-swapped', path);
  const restoreAt = (target: string) => restoreTarget(files, journal, target, store, token);
  try {
    await removeTemporaries(files, journal.target);
    const done = await unlessChanged(() => restoreAt(journal.target));
    const now = await followLinks(files, journal.path);
    // Somebody pointed the link elsewhere, or put a copy in its place: our keys may have gone along.
    const moved = now === journal.target ? undefined : await unlessChanged(() => restoreAt(now));
    const result = moved?.result === 'merged' ? moved : done;
    if (result.result !== 'pending') await store.remove();
    return { ...result, path };
  } catch (cause) {
    return pending(path, cause);
  }
}

async function restoreTarget(
  files: FileLayer,
  journal: SwapJournal,
  target: string,
  store: JournalStore,
  token: string,
): Promise<RestoreReport> {
  const { original } = journal;
  const facts = await files.facts(target);
  // Removed meanwhile: that is a change of somebody else's, and it stays.
  if (facts === undefined) return report(original ? 'merged' : 'identical', target);
  if (facts.kind !== 'file') throw notAFile(target);
  const current = (await files.read(target)) ?? new Uint8Array();
  const hash = sha256(current);
  if (hash === original?.sha256) return report('identical', target);
  const backup = original && (await store.readBackup(original.backup));
  const isBackupWhole = backup !== undefined && sha256(backup) === original?.sha256;
  if (hash === journal.writtenSha256) {
    if (original === undefined) {
      await files.remove(target);
      await files.syncFolder(dirname(target));
      return report('identical', target);
    }
    if (isBackupWhole) {
      await replaceFile(files, target, {
        bytes: backup,
        mode: original.mode,
        token,
        instead: current,
        isOwnerFree: true,
      });
      return report('identical', target);
    }
  }
  const before = isBackupWhole ? (decodeText(backup) ?? '') : '';
  return merge(files, journal, target, current, before, facts.mode, token);
}

async function merge(
  files: FileLayer,
  journal: SwapJournal,
  target: string,
  current: Uint8Array,
  before: string,
  mode: number,
  token: string,
): Promise<RestoreReport> {
  const text = decodeText(current);
  const plan = text === undefined ? undefined : planRestore(text, toRecord(journal));
  if (plan?.kind !== 'merged') {
    const where = plan ? say` (line ${plan.line}, column ${plan.column})` : '';
    return {
      ...report('pending', target),
      problem: inWords({
        message: say`${target} was changed by somebody else and does not parse${where}.`,
        remedy: say`Correct it; the next start of Signalbox, or "signalbox codex restore", takes our keys out.`,
      }),
    };
  }
  if (journal.original === undefined && plan.text.trim() === '') {
    await files.remove(target);
    await files.syncFolder(dirname(target));
    return report('identical', target);
  }
  if (plan.text !== text) {
    // Others' rights were taken away with the swap, or by Codex when it wrote: they come back with the file.
    const given = journal.original?.mode;
    const restored = given !== undefined && mode === (given & 0o700) ? given : mode;
    await replaceFile(files, target, {
      bytes: encodeText(plan.text),
      mode: restored,
      token,
      instead: current,
      isOwnerFree: true,
    });
  }
  return { ...report('merged', target), changes: diffLines(before, plan.text), kept: [...plan.kept] };
}

/**
 * Takes our keys out by what they look like, for when the journal is lost or broken. Values that stood there
 * before cannot come back; the backups may still hold them. The caller holds the lock.
 */
export async function restoreWithoutJournal(
  files: FileLayer,
  path: string,
  store: JournalStore,
  token: string,
): Promise<RestoreReport> {
  const target = await followLinks(files, path);
  const bytes = await files.read(target);
  const text = bytes && decodeText(bytes);
  const parsed = text === undefined ? undefined : parseToml(text);
  const facts = await files.facts(target);
  if (!parsed?.ok || text === undefined || facts === undefined) return report('not-swapped', path);
  if (findMark(parsed.document) === undefined) {
    await store.remove();
    return report('not-swapped', path);
  }
  const plan = planRestore(text, guessRecord(parsed.document));
  if (plan.kind !== 'merged') return report('not-swapped', path);
  await replaceFile(files, target, {
    bytes: encodeText(plan.text),
    mode: facts.mode,
    token,
    instead: bytes ?? 'nothing',
    isOwnerFree: true,
  });
  await store.remove();
  return { ...report('merged', path), changes: diffLines(text, plan.text) };
}

/** The journal's record in the domain's words. */
export function toRecord({ record }: SwapJournal): SwapRecord {
  return {
    ...record,
    owned: record.owned.map(({ path, wrote, before }) => ({
      path,
      wrote,
      ...(before !== undefined && { before }),
    })),
  };
}

function report(result: RestoreReport['result'], path: string): RestoreReport {
  return { result, path, changes: [], kept: [] };
}

function notAFile(target: string): AppError {
  return new AppError('swap-conflict', say`${target} is no file any more.`, {
    remedy: say`Move what is there away; the next start of Signalbox puts your configuration back.`,
  });
}

/** Only what the file system refuses may wait; a mistake of ours must be loud. */
function pending(path: string, cause: unknown): RestoreReport {
  const isRefusal = hasErrorCode(
    cause,
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOSPC',
    'EDQUOT',
    'EBUSY',
    'EIO',
    'EISDIR',
  );
  if (!isRefusal && !(cause instanceof AppError)) throw cause;
  const known = cause instanceof AppError ? cause : undefined;
  return {
    ...report('pending', path),
    problem:
      known?.remedy === undefined
        ? inWords({
            message:
              known?.said?.message ??
              say`${path} cannot be written now (${cause instanceof Error ? cause.message : ''}).`,
            remedy: say`Check permissions and free disk space; the next start of Signalbox tries again.`,
          })
        : { ...wordsOf(known), remedy: known.remedy },
  };
}
