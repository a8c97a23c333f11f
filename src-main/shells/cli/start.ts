import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { sleep } from '../../lib/abort.ts';
import type { Instance } from '../../services/instance/instance-file.ts';
import { findInstance } from '../core/claim-instance.ts';
import type { Surroundings } from './surroundings.ts';

const LOOK_EVERY_MS = 200;
const WITHIN_MS = 60_000;

/**
 * Opens the tray app and returns when it answers.
 * @throws AppError `already_running`; `no_tray_app` where this installation is the command line alone
 */
export async function startTrayApp(at: Surroundings, signal: AbortSignal): Promise<Instance> {
  const running = await findInstance(at.userDataFolder);
  if (running !== undefined) {
    throw new AppError('unavailable', `Signalbox is already running (process ${running.pid}).`, {
      detail: 'already_running',
      remedy: '`signalbox status` shows it, `signalbox stop` ends it.',
    });
  }
  const [program, args] = trayProgram(at);
  const { ELECTRON_RUN_AS_NODE: _, ...env } = at.env;
  const child = spawn(program, args, { env, detached: true, stdio: 'ignore' });
  let failure: string | undefined;
  child.once('error', cause => {
    failure = cause.message;
  });
  child.once('exit', code => {
    if (code !== 0) failure = `it ended with code ${code}`;
  });
  child.unref();
  for (let waitedMs = 0; waitedMs < WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    const instance = await findInstance(at.userDataFolder);
    if (instance !== undefined) return instance;
    if (failure !== undefined) break;
    await sleep(LOOK_EVERY_MS, signal);
  }
  throw new AppError('child-failed', `The tray app did not start: ${failure ?? 'it does not answer'}.`, {
    detail: 'tray_app_failed',
    remedy: '`signalbox serve` is the same without a tray.',
  });
}

/** The packaged app is this very program; a checkout starts its own build. */
function trayProgram({ programFolder }: Surroundings): [program: string, args: string[]] {
  if (process.versions.electron !== undefined) return [process.execPath, []];
  const script = join(programFolder, '..', '..', 'scripts', 'start.mjs');
  if (existsSync(script)) return [process.execPath, [script]];
  throw new AppError('unavailable', 'The tray app is not part of this installation.', {
    detail: 'no_tray_app',
    remedy: '`signalbox serve` is the same without a tray; the app comes with the installer.',
  });
}
