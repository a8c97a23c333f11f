import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasErrorCode } from '../host/has-error-code.ts';
import { homeFolder } from '../host/home-folder.ts';

/** Where Ollama keeps its models when it is run by this person. */
export function modelsFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env.OLLAMA_MODELS ?? join(env.HOME || env.USERPROFILE || homeFolder(), '.ollama', 'models');
}

/** Bytes this user may still write where `folder` is, or will be once it is made. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (cause) {
    const parent = dirname(folder);
    if (!hasErrorCode(cause, 'ENOENT', 'ENOTDIR') || parent === folder) throw cause;
    return await freeBytes(parent);
  }
}
