import { z } from 'zod';
import { readJsonFile } from '../../services/host/read-json-file.ts';
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
  return ((await readJsonFile(path, fileSchema)) ?? []).slice(0, KEPT);
}
