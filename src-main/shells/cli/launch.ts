import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LaunchMode } from '../../contract/dashboard-calls.ts';
import { shellHints } from '../../domain/codex/shell-hints.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { codexConfigAt } from './codex.ts';
import { findRunning } from './find-running.ts';
import { say } from './print.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';

export interface LaunchOptions {
  readonly mode: LaunchMode;
  readonly folder: string;
  /** In this terminal instead of a new one. */
  readonly isHere: boolean;
  /** Handed on to Codex. */
  readonly codexArgs: readonly string[];
}

/** @returns the exit code: Codex's own when it ran here */
export async function launch(options: LaunchOptions, at: Surroundings): Promise<number> {
  const folder = resolve(options.folder);
  if (
    !(await stat(folder).then(
      found => found.isDirectory(),
      () => false,
    ))
  ) {
    throw new AppError('rejected', `${folder} is not a folder.`, {
      detail: 'folder_missing',
      remedy: 'Name a folder that exists.',
    });
  }
  const needsRouter = options.mode !== 'plain' && options.mode !== 'huggingface';
  const port = needsRouter ? await routerPort(at) : undefined;
  const { codex, swap } = codexConfigAt(at);
  const request = {
    mode: options.mode,
    huggingfaceUrl: options.mode === 'huggingface' ? await huggingfaceUrl(at) : undefined,
    extraArgs: options.codexArgs,
    isSwapped: options.mode === 'plain' && (await swap.status()).active,
    ...(port === undefined ? {} : { router: { port } }),
  };
  await rememberFolder(folder, at);
  for (const line of shellHints(at.platform, at.env, options.isHere)) say(line);
  if (options.isHere) return await codex.runHere(request, folder);
  await codex.openInTerminal(request, folder);
  return 0;
}

async function huggingfaceUrl(at: Surroundings): Promise<string | undefined> {
  await using settings = await readSettings(at);
  return settings.current().providers.huggingface?.base_url;
}

/** The running Signalbox offers it in its menus; without one there is nobody to tell. */
async function rememberFolder(folder: string, at: Surroundings): Promise<void> {
  const instance = await findInstance(at.userDataFolder);
  if (instance !== undefined) await callInstance(instance, 'codex.rememberFolder', { folder });
}

async function routerPort(at: Surroundings): Promise<number> {
  const instance = await findRunning(at.userDataFolder);
  const before = await callInstance(instance, 'snapshot.get', undefined);
  if (before.routing.phase === 'ready' && before.routing.port !== undefined) return before.routing.port;
  const started = await callInstance(instance, 'routing.start', {});
  if (!started.ok) {
    throw new AppError('unavailable', started.fault.message, {
      detail: started.fault.code,
      ...(started.fault.remedy === undefined ? {} : { remedy: started.fault.remedy }),
    });
  }
  const { routing } = await callInstance(instance, 'snapshot.get', undefined);
  if (routing.port === undefined)
    throw new AppError('unavailable', 'Routing is not running.', { detail: 'not_running' });
  return routing.port;
}
