import { join } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { createOllamaService, type OllamaService } from '../../services/ollama/ollama-service.ts';
import { isUp } from '../../services/ollama/ollama-state.ts';
import { localModelOf } from '../core/local-model.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';

/** Ollama for the length of one command. Disposing it ends a server that was started for it, and no other. */
export interface LocalOllama extends AsyncDisposable {
  readonly service: OllamaService;
  readonly baseUrl: string;
  /** The model of router.yaml. */
  readonly model: string;
}

export async function openLocalOllama(at: Surroundings): Promise<LocalOllama> {
  await using settings = await readSettings(at);
  const { baseUrl, model } = localModelOf(settings.current());
  const service = createOllamaService({
    baseUrl,
    model,
    env: at.env,
    platform: at.platform,
    recordFile: join(at.userDataFolder, 'state', 'ollama-command.json'),
    log: () => undefined,
  });
  return { service, baseUrl, model, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

/** Uses the Ollama that answers, or starts one for this command. @throws AppError with the step that helps */
export async function haveOllama(ollama: LocalOllama, signal: AbortSignal): Promise<void> {
  const { engine } = await ollama.service.start(signal);
  if (isUp(engine)) return;
  if (engine.phase === 'not-installed' || engine.phase === 'failed') {
    const { message, detail, remedy } = engine.fault;
    throw new AppError('child-failed', message, { detail, remedy });
  }
  throw new AppError('unavailable', 'Ollama is not up.', { detail: 'ollama_down' });
}
