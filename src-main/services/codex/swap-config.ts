import { dirname, join } from 'node:path';
import type { RestoreReport, SwapJournal, SwapStatus } from '../../contract/swap-journal.ts';
import { diffLines } from '../../domain/codex/diff-lines.ts';
import { planRestore } from '../../domain/codex/plan-restore.ts';
import { planSwap, type SwapPlan, type SwapSpec } from '../../domain/codex/plan-swap.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Sentence, say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import type { CodexVerdict } from './check-profile.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';
import { followLinks, replaceFile, unlessChanged } from './replace-file.ts';
import { restoreConfig, restoreWithoutJournal, toRecord } from './restore-config.ts';
import { type JournalStore, openJournal, sha256 } from './swap-journal.ts';
import { hasLock, type LockOwner, lockSwap } from './swap-lock.ts';

export interface ConfigSwapOptions {
  readonly files: FileLayer;
  /** `$CODEX_HOME`. */
  readonly home: string;
  /** `state/` in the user data folder. */
  readonly stateFolder: string;
  readonly owner: () => LockOwner;
  /** Asks the installed Codex about the home folder as it is now. */
  readonly check: () => Promise<CodexVerdict>;
}

/** Swap mode: plain `codex` and everything else that reads `config.toml` uses the router. */
export interface ConfigSwap {
  /**
   * Sets our keys in `config.toml`; first undoes an earlier swap, so the original is always the person's.
   * @throws AppError `swap-conflict` when the file cannot be swapped, `settings-invalid` when Codex refuses
   *   it; in both cases it is as it was.
   */
  enable(spec: SwapSpec): Promise<void>;
  /** Undoes the swap, if any. Safe to call at any time, any number of times; also after a crash. */
  restore(): Promise<RestoreReport>;
  /** The same without the journal, by what our keys look like: for a journal that is lost or broken. */
  restoreByForce(): Promise<RestoreReport>;
  status(): Promise<SwapStatus>;
}

const NEW_FILE_MODE = 0o600;

export function openConfigSwap(options: ConfigSwapOptions): ConfigSwap {
  const { files, home, stateFolder } = options;
  const path = join(home, 'config.toml');

  async function enable(spec: SwapSpec): Promise<void> {
    const owner = options.owner();
    const journal = openJournal(files, stateFolder, owner.token);
    await using _lock = await lockSwap(files, path, owner);
    const undone = await restoreConfig(files, path, journal, owner.token);
    if (undone.problem) {
      throw new AppError('swap-conflict', undone.problem.message, undone.problem);
    }
    await unlessChanged(() => write({ files, path, journal, owner }, spec));
    const verdict = await options.check();
    if (verdict.accepted) return;
    await restoreConfig(files, path, journal, owner.token);
    throw new AppError('settings-invalid', say`Codex does not accept the changed ${path}: ${verdict.words}`, {
      detail: 'refused_by_codex',
      remedy: say`Your own configuration is back. Use Launch instead of the swap, or update Codex.`,
    });
  }

  return {
    enable,
    async restore() {
      const owner = options.owner();
      const journal = openJournal(files, stateFolder, owner.token);
      const isClean = !(await hasLock(files, path)) && (await journal.read()) === undefined;
      if (isClean) {
        return { result: 'not-swapped', path, changes: [], kept: [] };
      }
      await using _lock = await lockSwap(files, path, owner);
      // Awaited here: the lock must outlive it.
      return await restoreConfig(files, path, journal, owner.token);
    },
    async restoreByForce() {
      const owner = options.owner();
      await using _lock = await lockSwap(files, path, owner);
      const journal = openJournal(files, stateFolder, owner.token);
      return await restoreWithoutJournal(files, path, journal, owner.token);
    },
    async status() {
      const journal = openJournal(files, stateFolder, 'status');
      const found = await journal.read();
      if (found === undefined) return { active: false, path, changes: [] };
      const bytes = (await files.read(found.target)) ?? new Uint8Array();
      const current = decodeText(bytes) ?? '';
      // What others changed meanwhile is the person's own, too: only what a restore would take out differs.
      const undone =
        sha256(bytes) === found.writtenSha256 ? undefined : planRestore(current, toRecord(found));
      const own = undone?.kind === 'merged' ? undone.text : await originalText(found, journal.readBackup);
      return { active: true, path, sinceMs: found.atMs, changes: diffLines(own, current) };
    },
  };
}

/** The door in the URL is a secret: while it stands there the file is the person's alone to read. */
function swappedMode(mode: number, spec: SwapSpec): number {
  return spec.form === 'base-url' ? mode & 0o700 : mode;
}

interface SwapRun {
  readonly files: FileLayer;
  readonly path: string;
  readonly journal: JournalStore;
  readonly owner: LockOwner;
}

/** Journal first, then the file. */
async function write(run: SwapRun, spec: SwapSpec): Promise<void> {
  const { files, path, journal, owner } = run;
  const target = await followLinks(files, path);
  const before = await readOriginal(files, path, target);
  const written = swappedText(path, planSwap(before?.text ?? '', spec));
  const bytes = encodeText(written.text);
  const linkTarget = target === path ? undefined : await files.readLink(path);
  await writeOrUndo(run, async () => {
    await journal.write({
      version: 1,
      id: owner.token,
      atMs: owner.nowMs,
      path,
      target,
      ...(linkTarget !== undefined && { linkTarget }),
      ...(before && {
        original: {
          sha256: sha256(before.bytes),
          mode: before.mode,
          backup: await journal.backUp(before.bytes, owner.nowMs),
        },
      }),
      writtenSha256: sha256(bytes),
      record: written.record,
    });
    await replaceFile(files, target, {
      bytes,
      mode: swappedMode(before?.mode ?? NEW_FILE_MODE, spec),
      token: owner.token,
      instead: before?.bytes ?? 'nothing',
    });
  });
}

async function writeOrUndo(run: SwapRun, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const undone = await restoreConfig(run.files, run.path, run.journal, run.owner.token);
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'swap-conflict',
      undone.problem === undefined
        ? say`${run.path} cannot be swapped; it is as it was.`
        : (undone.problem.said?.message ?? undone.problem.message),
      {
        cause,
        detail: hasErrorCode(cause, 'ENOSPC', 'EDQUOT') ? 'disk_full' : 'not_writable',
        remedy: say`Check the permissions of the file and its folder, and the free disk space.`,
      },
    );
  }
}

async function readOriginal(files: FileLayer, path: string, target: string) {
  const facts = await files.facts(target);
  if (facts === undefined) {
    if ((await files.facts(dirname(target)))?.kind === 'folder') return undefined;
    throw refusal(path, say`is a link to a folder that does not exist`, 'link_dangling');
  }
  if (facts.kind !== 'file') throw refusal(path, say`is not a file`, 'not_a_file');
  // A rename would leave the other names with the old content: no restore could join them again.
  if (facts.hardLinks > 1) throw refusal(path, say`has more than one name (hard links)`, 'hard_link');
  const bytes = (await files.read(target)) ?? new Uint8Array();
  const text = decodeText(bytes);
  if (text === undefined) throw refusal(path, say`is not UTF-8 text`, 'not_utf8');
  return { bytes, text, mode: facts.mode };
}

async function originalText(
  journal: SwapJournal,
  readBackup: (name: string) => Promise<Uint8Array | undefined>,
): Promise<string> {
  const bytes = journal.original && (await readBackup(journal.original.backup));
  return bytes === undefined ? '' : (decodeText(bytes) ?? '');
}

function swappedText(path: string, plan: SwapPlan): Extract<SwapPlan, { kind: 'write' }> {
  switch (plan.kind) {
    case 'write':
      return plan;
    case 'marked':
      throw refusal(path, say`already carries ${plan.key}, from a Signalbox that is not this one`, 'marked');
    case 'unparsable':
      throw refusal(path, say`does not parse (line ${plan.line}, column ${plan.column})`, 'unparsable');
    case 'conflict':
      throw refusal(path, say`uses ${plan.key} in a way that leaves no place for ours`, 'key_taken');
  }
}

function refusal(path: string, why: Sentence, detail: string): AppError {
  return new AppError('swap-conflict', say`${path} ${why}; nothing was changed.`, {
    detail,
    remedy:
      detail === 'marked'
        ? say`Stop the other Signalbox, or run "signalbox codex restore --force".`
        : say`Use Launch, which needs no change of this file, or correct the file first.`,
  });
}
