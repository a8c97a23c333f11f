import type { FileTrouble } from '../../contract/snapshot.ts';

const FILES: Readonly<Record<FileTrouble['file'], string>> = {
  'request-log': 'The request log cannot be written',
  'learned-state': 'What dispatch learned cannot be saved',
};

const CAUSES: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'the folder does not allow it'],
  ['EPERM', 'the folder does not allow it'],
]);

/** One line: which file, why with the system's code, and that requests go on. */
export function describeFileTrouble({ file, code }: FileTrouble): string {
  const cause = CAUSES.get(code);
  const why = cause === undefined ? code : `${cause}, ${code}`;
  return `${FILES[file]} (${why}). Requests go on; it is tried again.`;
}
