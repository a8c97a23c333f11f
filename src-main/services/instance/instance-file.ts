import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { folderBlocked } from '../host/folder-blocked.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { readJsonFile } from '../host/read-json-file.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

/** How other commands find the running Signalbox. Holds no secret. */
const instanceSchema = z.object({
  pid: z.int().positive(),
  /** Unix socket or named pipe of its control server. */
  controlPath: z.string().min(1),
  host: z.enum(['tray', 'headless']),
  startedAtMs: z.number(),
});
export type Instance = z.infer<typeof instanceSchema>;

export function instanceFilePath(userDataFolder: string): string {
  return join(userDataFolder, 'state', 'instance.json');
}

export async function writeInstanceFile(path: string, instance: Instance): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(instance)}\n`);
}

/** Removes the file if it is still this process's. */
export async function removeInstanceFile(path: string, pid: number): Promise<void> {
  if ((await readInstanceFile(path))?.pid === pid) await rm(path, { force: true });
}

/**
 * @returns undefined when there is none, or one that nobody wrote like this
 * @throws AppError detail `folder_blocked`
 */
export async function readInstanceFile(path: string): Promise<Instance | undefined> {
  try {
    return await readJsonFile(path, instanceSchema);
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOTDIR')) return undefined;
    throw folderBlocked(path, cause);
  }
}

/** Longest path a Unix socket may have: 104 bytes on macOS, 108 on Linux, the final zero included. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Where the control server listens. On Windows anybody on the machine may open a pipe whose name they know,
 * so the name is unguessable; elsewhere the folder's permissions guard the socket.
 */
export function controlPath(
  platform: NodeJS.Platform,
  userDataFolder: string,
  temporaryFolder: string,
): string {
  if (platform === 'win32') return `\\\\.\\pipe\\signalbox-${randomBytes(16).toString('hex')}`;
  const beside = join(userDataFolder, 'state', 'control.sock');
  if (Buffer.byteLength(beside) <= MAX_SOCKET_PATH_BYTES) return beside;
  const name = createHash('sha256').update(userDataFolder).digest('hex').slice(0, 16);
  return join(temporaryFolder, `signalbox-${name}.sock`);
}
