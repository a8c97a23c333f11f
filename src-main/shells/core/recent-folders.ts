import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasErrorCode } from '../../services/host/has-error-code.ts';
import { writeFileAtomic } from '../../services/host/write-file-atomic.ts';

const KEPT = 8;
const fileSchema = z.array(z.string()).max(100);

export interface RecentFolders {
  /** Newest first. */
  list(): readonly string[];
  add(folder: string): Promise<void>;
}

/** Folders Codex was launched in. A damaged file is an empty list, not an error. */
export async function openRecentFolders(path: string): Promise<RecentFolders> {
  let folders = await read(path);
  return {
    list: () => folders,
    async add(folder) {
      folders = [folder, ...folders.filter(other => other !== folder)].slice(0, KEPT);
      await writeFileAtomic(path, `${JSON.stringify(folders)}\n`);
    },
  };
}

async function read(path: string): Promise<readonly string[]> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data.slice(0, KEPT) : [];
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT') || cause instanceof SyntaxError) return [];
    throw cause;
  }
}
