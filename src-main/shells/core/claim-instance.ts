import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { folderBlocked } from '../../services/host/folder-blocked.ts';
import {
  controlPath,
  type Instance,
  instanceFilePath,
  readInstanceFile,
  removeInstanceFile,
  writeInstanceFile,
} from '../../services/instance/instance-file.ts';
import { callInstance } from './call-instance.ts';

export interface Claim extends AsyncDisposable {
  readonly controlPath: string;
  /** Makes this process the one that commands find; call when its control server listens. */
  publish(): Promise<void>;
}

/** One that runs answers this within milliseconds. */
const ANSWERS_WITHIN_MS = 5_000;

/**
 * The running Signalbox of this user data folder, if its control server answers.
 * @throws AppError detail `not_answering` while one holds the place and is silent: a second beside it would fight with it
 */
export async function findInstance(userDataFolder: string): Promise<Instance | undefined> {
  const instance = await readInstanceFile(instanceFilePath(userDataFolder));
  if (instance === undefined) return undefined;
  try {
    await callInstance(instance, 'keys.list', undefined, ANSWERS_WITHIN_MS);
    return instance;
  } catch (cause) {
    if (cause instanceof AppError && cause.detail === 'not_answering') throw cause;
    return undefined;
  }
}

/**
 * One Signalbox per user data folder: two would fight over the port, the key file and Codex's configuration.
 * @throws AppError detail `already_running`, `not_answering` or `folder_blocked`
 */
export async function claimInstance(
  host: 'tray' | 'headless',
  userDataFolder: string,
  temporaryFolder: string,
  platform: NodeJS.Platform,
): Promise<Claim> {
  const running = await findInstance(userDataFolder);
  if (running !== undefined) {
    throw new AppError('unavailable', `Signalbox is already running (process ${running.pid}).`, {
      detail: 'already_running',
      remedy: '`signalbox status` shows it, `signalbox stop` ends it.',
    });
  }
  const file = instanceFilePath(userDataFolder);
  const told = (cause: unknown): never => {
    throw folderBlocked(file, cause);
  };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(told);
  const path = controlPath(platform, userDataFolder, temporaryFolder);
  return {
    controlPath: path,
    publish: () =>
      writeInstanceFile(file, { pid: process.pid, controlPath: path, host, startedAtMs: Date.now() }).catch(
        told,
      ),
    [Symbol.asyncDispose]: () => removeInstanceFile(file, process.pid),
  };
}
