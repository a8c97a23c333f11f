import type { OllamaSnapshot } from '../../contract/figures-snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { sleep } from '../../lib/abort.ts';
import type { Instance } from '../../services/instance/instance-file.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { haveOllama, openLocalOllama } from './local-ollama.ts';
import { outcomeOrThrow } from './outcome-or-throw.ts';
import { bytes } from './output/figures.ts';
import type { Progress } from './output/progress.ts';
import type { Surroundings } from './surroundings.ts';

const LOOK_EVERY_MS = 250;

/**
 * Pulls a model: by the running Signalbox where there is one, so that every window shows it, otherwise by
 * itself. A pull that was cancelled goes on from where it ended when it is asked for again.
 * @returns the model that is there now
 * @throws AppError
 */
export async function pullLocalModel(
  asked: string | undefined,
  at: Surroundings,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  const instance = await findInstance(at.userDataFolder);
  await using ollama = await openLocalOllama(at);
  const model = asked ?? ollama.model;
  if (instance !== undefined && model === ollama.model) {
    await pullByInstance(instance, model, progress, signal);
    return model;
  }
  progress.show(`pulling ${model}`);
  await haveOllama(ollama, signal);
  await ollama.service.pull(model, pull => show(progress, model, pull), signal);
  return model;
}

async function pullByInstance(
  instance: Instance,
  model: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  outcomeOrThrow(await callInstance(instance, 'ollama.pull', undefined));
  for (;;) {
    const { ollama } = await callInstance(instance, 'snapshot.get', undefined);
    if (ollama?.pull === undefined) return finish(model, ollama);
    show(progress, model, ollama.pull);
    try {
      await sleep(LOOK_EVERY_MS, signal);
    } catch (cause) {
      await callInstance(instance, 'ollama.cancelPull', undefined);
      throw cause;
    }
  }
}

function finish(model: string, ollama: OllamaSnapshot | undefined): void {
  if (ollama?.isModelPresent === true) return;
  throw new AppError('rejected', ollama?.message ?? `${model} is not there: the pull was cancelled.`, {
    detail: 'pull_failed',
    remedy: 'Ask again: it goes on from where it ended.',
  });
}

function show(
  progress: Progress,
  model: string,
  {
    completedBytes,
    totalBytes,
  }: { readonly completedBytes: number; readonly totalBytes?: number | undefined },
): void {
  if (totalBytes === undefined) progress.show(`pulling ${model}`);
  else
    progress.show(`${model} ${bytes(completedBytes)} of ${bytes(totalBytes)}`, completedBytes / totalBytes);
}
