import { dirname } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from './has-error-code.ts';

/** A file or folder of Signalbox's own that cannot be read or written, with what helps. */
export function folderBlocked(path: string, cause: unknown): AppError {
  const isFull = hasErrorCode(cause, 'ENOSPC', 'EDQUOT');
  const isReadOnly = hasErrorCode(cause, 'EROFS');
  return new AppError(
    'settings-invalid',
    isFull
      ? say`${path} cannot be written: the disk is full`
      : isReadOnly
        ? say`${path} cannot be written: the disk is read-only`
        : say`${path} cannot be read or written`,
    {
      cause,
      detail: 'folder_blocked',
      remedy: isFull
        ? say`Free some space there, or set SIGNALBOX_HOME to a folder on another disk.`
        : say`Check who may write in ${dirname(path)}, or set SIGNALBOX_HOME to another folder.`,
    },
  );
}
