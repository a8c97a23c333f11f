import { sleep } from '../../lib/abort.ts';
import { quitInstance } from '../core/call-instance.ts';
import { findRunning } from './find-running.ts';

const LOOK_EVERY_MS = 100;

/** Asks the running Signalbox to end, and returns when its process is gone. @throws AppError `not_running` */
export async function stopRunning(userDataFolder: string, signal: AbortSignal): Promise<void> {
  const { pid, ...instance } = await findRunning(userDataFolder);
  await quitInstance({ pid, ...instance });
  while (isAlive(pid)) await sleep(LOOK_EVERY_MS, signal);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: that is what we wait for
  }
}
