import { dirname, join } from 'node:path';
import { profileFileName } from '../../domain/codex/codex-names.ts';
import { type ProfilePlan, type ProfileSpec, planProfile } from '../../domain/codex/plan-profile.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Sentence, say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { type CheckRequest, checkStrictly, checkTogether } from './check-profile.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';
import { followLinks, replaceFile, unlessChanged } from './replace-file.ts';

export interface WriteProfileRequest {
  readonly home: string;
  readonly spec: ProfileSpec;
  /** Text of the catalog file, where `spec.catalog` names one. */
  readonly catalogText?: string;
  readonly check: CheckRequest;
  /** Makes temporary names unique. */
  readonly token: string;
}

export interface WrittenProfile {
  readonly path: string;
  readonly result: 'written' | 'unchanged';
}

/** A new profile says where the router is and how to ask for its key: nobody else's business. */
const NEW_FILE_MODE = 0o600;

/**
 * Puts the profile file in place and has the installed Codex accept it; otherwise the former bytes go back.
 * Nothing is written when the file is already right, and no other file of Codex is opened for writing.
 *
 * @throws AppError `swap-conflict` for a file that is not ours, does not parse or cannot be written;
 *   `settings-invalid` when Codex refuses it.
 */
export function writeProfile(files: FileLayer, request: WriteProfileRequest): Promise<WrittenProfile> {
  // Codex writes into the profile, too, and two launches may come together.
  return unlessChanged(() => writeOnce(files, request));
}

async function writeOnce(files: FileLayer, request: WriteProfileRequest): Promise<WrittenProfile> {
  const { home, spec, check, token } = request;
  const path = join(home, profileFileName(spec.profile));
  const target = await followLinks(files, path);
  const facts = await files.facts(target);
  if (facts && facts.kind !== 'file') throw conflict(path, say`is not a file`, 'not_a_file');
  const before = await files.read(target);
  const current = before === undefined ? undefined : decodeText(before);
  if (before !== undefined && current === undefined) throw conflict(path, say`is not UTF-8 text`, 'not_utf8');
  const plan = planProfile(current, spec);
  if (plan.kind === 'unchanged') {
    await writeCatalog(files, request);
    return { path, result: 'unchanged' };
  }
  const text = writableText(path, plan);
  refuseUnlessAccepted(path, await checkStrictly(check, spec.profile, ownFiles(request)));
  await writeCatalog(files, request);

  const mode = facts?.mode ?? NEW_FILE_MODE;
  await explainFailure(path, async () => {
    if (before === undefined) await files.makeFolder(dirname(target));
    await replaceFile(files, target, { bytes: encodeText(text), mode, token, instead: before ?? 'nothing' });
  });
  const verdict = await checkTogether(check, home, spec.profile);
  if (!verdict.accepted) {
    if (before === undefined) await files.remove(target);
    else await replaceFile(files, target, { bytes: before, mode, token, instead: encodeText(text) });
    refuseUnlessAccepted(path, verdict);
  }
  return { path, result: 'written' };
}

/** What Signalbox itself writes, without the person's lines: those are not ours to judge. */
function ownFiles({ spec, catalogText }: WriteProfileRequest): Record<string, string> {
  const own = planProfile(undefined, spec);
  return {
    [profileFileName(spec.profile)]: own.kind === 'write' ? own.text : '',
    ...(spec.catalog.kind === 'file' && { [spec.catalog.fileName]: catalogText ?? '' }),
  };
}

/** Before the profile that names it: Codex does not start when the file is missing. */
async function writeCatalog(files: FileLayer, request: WriteProfileRequest): Promise<void> {
  const { home, spec, catalogText, token } = request;
  if (spec.catalog.kind !== 'file' || catalogText === undefined) return;
  const path = join(home, spec.catalog.fileName);
  const bytes = encodeText(catalogText);
  const before = await files.read(path);
  if (before !== undefined && Buffer.from(before).equals(bytes)) return;
  await explainFailure(path, async () => {
    await files.makeFolder(home);
    await replaceFile(files, path, { bytes, mode: NEW_FILE_MODE, token });
  });
}

function writableText(path: string, plan: Exclude<ProfilePlan, { kind: 'unchanged' }>): string {
  switch (plan.kind) {
    case 'write':
      return plan.text;
    case 'foreign':
      throw new AppError('swap-conflict', say`${path} exists and was not written by Signalbox.`, {
        detail: 'foreign_profile',
        remedy: say`Rename or move that file, then launch again; Signalbox does not overwrite it.`,
      });
    case 'unparsable':
      throw new AppError(
        'swap-conflict',
        say`${path} does not parse (line ${plan.line}, column ${plan.column}): ${plan.message}`,
        { detail: 'unparsable', remedy: say`Correct that line, or move the file away, then launch again.` },
      );
    case 'conflict':
      throw conflict(path, say`uses ${plan.key} for something else`, 'key_taken');
  }
}

function conflict(path: string, why: Sentence, detail: string): AppError {
  return new AppError('swap-conflict', say`${path} ${why}.`, {
    detail,
    remedy: say`Move it away, then launch again; Signalbox does not overwrite it.`,
  });
}

function refuseUnlessAccepted(path: string, verdict: Awaited<ReturnType<typeof checkStrictly>>): void {
  if (verdict.accepted) return;
  throw new AppError('settings-invalid', say`Codex does not accept ${path}: ${verdict.words}`, {
    detail: 'refused_by_codex',
    remedy: say`Correct what Codex names; where it names nothing of yours, update Codex and Signalbox.`,
  });
}

async function explainFailure(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const full = hasErrorCode(cause, 'ENOSPC', 'EDQUOT');
    throw new AppError('swap-conflict', say`${path} cannot be written.`, {
      cause,
      detail: full ? 'disk_full' : 'not_writable',
      remedy: full
        ? say`Free some disk space, then try again.`
        : say`Check the permissions of the file and its folder.`,
    });
  }
}
