import { createInterface } from 'node:readline/promises';
import { AppError } from '../../domain/errors/app-error.ts';
import { sleep } from '../../lib/abort.ts';
import type { Instance } from '../../services/instance/instance-file.ts';
import { callInstance, quitInstance } from '../core/call-instance.ts';
import { CODEX_ALIVE } from '../core/stop-question.ts';
import { findRunning } from './find-running.ts';
import { say } from './print.ts';

const LOOK_EVERY_MS = 100;

export interface StopOptions {
  /** Without asking, whatever is open. */
  readonly isForced: boolean;
  readonly isJson: boolean;
}

/**
 * Asks the running Signalbox to end, and returns when its process is gone.
 * @throws AppError `not_running`; `codex_alive` while routed Codexes are open and nobody says to go on
 */
export async function stopRunning(
  userDataFolder: string,
  { isForced, isJson }: StopOptions,
  signal: AbortSignal,
): Promise<void> {
  const { pid, ...instance } = await findRunning(userDataFolder);
  if (!isForced) await stopRouting({ pid, ...instance }, isJson, signal);
  await quitInstance({ pid, ...instance });
  while (isAlive(pid)) await sleep(LOOK_EVERY_MS, signal);
}

async function stopRouting(instance: Instance, isJson: boolean, signal: AbortSignal): Promise<void> {
  const outcome = await callInstance(instance, 'routing.stop', {});
  if (outcome.ok) return;
  const { code, message } = outcome.fault;
  if (code === CODEX_ALIVE && !isJson && process.stdin.isTTY && process.stderr.isTTY) {
    say(message);
    if (await confirm('Stop anyway? [y/N] ', signal)) return;
  }
  throw new AppError('policy-denied', message, {
    detail: code,
    remedy: 'Close them first, or stop anyway: signalbox stop --force',
  });
}

async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(question, { signal })).trim());
  } finally {
    lines.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: that is what we wait for
  }
}
