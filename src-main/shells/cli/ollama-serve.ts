import { once } from 'node:events';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { findRunning } from './find-running.ts';
import { haveOllama, openLocalOllama } from './local-ollama.ts';
import { outcomeOrThrow } from './outcome-or-throw.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Starts Ollama in the running Signalbox; without one, here, and keeps it up until the signal aborts.
 * @param onUp told once it is up
 */
export async function startOllama(
  at: Surroundings,
  onUp: (message: string, isHere: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const instance = await findInstance(at.userDataFolder);
  if (instance !== undefined) {
    onUp(outcomeOrThrow(await callInstance(instance, 'ollama.start', undefined)) ?? 'Ollama runs.', false);
    return;
  }
  await using ollama = await openLocalOllama(at);
  await haveOllama(ollama, signal);
  const { engine } = ollama.service.state();
  if (engine.phase === 'external') {
    onUp(`Ollama ${engine.version} was running already and is used.`, false);
    return;
  }
  onUp(`Ollama runs at ${ollama.baseUrl}.`, true);
  if (!signal.aborted) await once(signal, 'abort');
}

/** @throws AppError `not_running` without a running Signalbox: then none of ours runs either */
export async function stopOllama(at: Surroundings): Promise<string> {
  const instance = await findRunning(at.userDataFolder);
  return outcomeOrThrow(await callInstance(instance, 'ollama.stop', undefined)) ?? 'Ollama is stopped.';
}

/** Loads the model and keeps it in memory, or takes it out at `keepAlive` 0. @throws AppError */
export async function keepModel(
  asked: string | undefined,
  keepAlive: string | number,
  at: Surroundings,
  signal: AbortSignal,
): Promise<string> {
  await using ollama = await openLocalOllama(at);
  const model = asked ?? ollama.model;
  await ollama.service.api.keep(model, keepAlive, signal);
  return model;
}
