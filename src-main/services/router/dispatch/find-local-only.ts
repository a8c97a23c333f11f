import { isLocalOnlyFolder } from '../../../domain/dispatch/local-only-folder.ts';
import { realFolder } from '../../host/real-folder.ts';

/**
 * Whether one of the folders is local-only, as it is written or with links followed: Codex names the place
 * itself, the person may have named a link to it, or the other way round. Looks at the disk only where the
 * spelling alone does not decide.
 */
export function isAnyLocalOnly(folders: readonly string[], localOnlyFolders: readonly string[]): boolean {
  if (localOnlyFolders.length === 0 || folders.length === 0) return false;
  if (folders.some(folder => isLocalOnlyFolder(folder, localOnlyFolders))) return true;
  const real = localOnlyFolders.map(realFolder);
  return folders.some(folder => isLocalOnlyFolder(realFolder(folder), real));
}
