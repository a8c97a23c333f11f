import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiskFact } from '../../domain/doctor/check-local.ts';
import { hasErrorCode } from '../host/has-error-code.ts';

/** Free bytes at `path`, or at the nearest folder above it that exists. */
export async function freeDisk(path: string): Promise<DiskFact> {
  try {
    const { bavail, bsize } = await statfs(path);
    return { path, freeBytes: bavail * bsize };
  } catch (cause) {
    const parent = dirname(path);
    if (!hasErrorCode(cause, 'ENOENT', 'ENOTDIR') || parent === path) throw cause;
    return await freeDisk(parent);
  }
}
