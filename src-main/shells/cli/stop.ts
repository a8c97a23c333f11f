import { createInterface } from 'node:readline/promises';
import { AppError } from '../../domain/errors/app-error.ts';
import { sleep } from '../../lib/abort.ts';
import type { Instance } from '../../services/instance/instance-file.ts';
import { callInstance, quitInstance } from '../core/call-instance.ts';
import { CODEX_ALIVE } from '../core/stop-question.ts';
import { findRunning } from './find-running.ts';
import { outcomeOrThrow } from './outcome-or-throw.ts';
import { say } from './print.ts';

const LOOK_EVERY_MS = 100;

export interface AskingOptions {
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
  options: AskingOptions,
  signal: AbortSignal,
): Promise<void> {
  const { pid, ...instance } = await findRunning(userDataFolder);
  if (!options.isForced) await askRouting('stop', { pid, ...instance }, options, signal);
  await quitInstance({ pid, ...instance });
  while (isAlive(pid)) await sleep(LOOK_EVERY_MS, signal);
}

/**
 * Stops or restarts routing. While that would cut routed Codexes off, a person at a terminal is asked.
 * @throws AppError `codex_alive` when nobody says to go on; else the fault in the program's own words
 */
export async function askRouting(
  how: 'stop' | 'restart',
  instance: Instance,
  { isForced, isJson }: AskingOptions,
  signal: AbortSignal,
): Promise<void> {
  const call = `routing.${how}` as const;
  const outcome = await callInstance(instance, call, { force: isForced });
  if (outcome.ok) return;
  const { code, message } = outcome.fault;
  if (code === CODEX_ALIVE && !isJson && process.stdin.isTTY && process.stderr.isTTY) {
    say(message);
    if (await confirm(`${how === 'stop' ? 'Stop' : 'Restart'} anyway? [y/N] `, signal)) {
      outcomeOrThrow(await callInstance(instance, call, { force: true }));
      return;
    }
  }
  if (code !== CODEX_ALIVE) outcomeOrThrow(outcome);
  throw new AppError('policy-denied', message, {
    detail: code,
    remedy: `Close them first, or ${how} anyway: signalbox ${how} --force`,
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
