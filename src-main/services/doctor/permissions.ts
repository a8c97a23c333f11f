import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { PermissionFact } from '../../domain/doctor/check-local.ts';
import { hasErrorCode } from '../host/has-error-code.ts';

const FOR_OTHERS = 0o077;

/** Looks at files and folders; one that does not exist is no problem, it will be made. */
export async function lookAtPermissions(
  paths: readonly { readonly path: string; readonly isPrivate: boolean }[],
  platform: string,
): Promise<readonly PermissionFact[]> {
  return await Promise.all(
    paths.map(async ({ path, isPrivate }) => {
      try {
        const { mode } = await stat(path);
        const isTooOpen = isPrivate && platform !== 'win32' && (mode & FOR_OTHERS) !== 0;
        return { path, exists: true, isWritable: await canWrite(path), isTooOpen };
      } catch (cause) {
        if (hasErrorCode(cause, 'ENOENT', 'ENOTDIR'))
          return { path, exists: false, isWritable: false, isTooOpen: false };
        if (hasErrorCode(cause, 'EACCES', 'EPERM'))
          return { path, exists: true, isWritable: false, isTooOpen: false };
        throw cause;
      }
    }),
  );
}

async function canWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (cause) {
    if (hasErrorCode(cause, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw cause;
  }
}
