import { once } from 'node:events';
import { askLocal, type LocalAnswer } from '../../services/ollama/ask-local.ts';
import { haveOllama, openLocalOllama } from './local-ollama.ts';
import { duration } from './output/figures.ts';
import type { Surroundings } from './surroundings.ts';

export interface AskOptions {
  readonly prompt: string;
  readonly model?: string | undefined;
  readonly system?: string | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** Pieces of the answer go here as they come. */
  readonly sink: (text: string) => void | Promise<void>;
}

export interface Asked extends LocalAnswer {
  readonly model: string;
}

/** Asks the local model, without the router. @throws AppError */
export async function ask(options: AskOptions, at: Surroundings, signal: AbortSignal): Promise<Asked> {
  await using ollama = await openLocalOllama(at);
  await haveOllama(ollama, signal);
  const model = options.model ?? ollama.model;
  const answer = await askLocal(ollama.service.api, model, options.prompt, options.sink, signal, {
    ...(options.system === undefined ? {} : { system: options.system }),
    ...(options.maxOutputTokens === undefined ? {} : { maxOutputTokens: options.maxOutputTokens }),
  });
  return { model, ...answer };
}

/** Writes to standard output as fast as it is read there. */
export async function writeOut(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** `qwen2.5-coder:3b: 214 tokens in 5.2 s, 41 tokens/s, first word after 310 ms` */
export function describeAnswer({
  model,
  outputTokens,
  totalMs,
  tokensPerSec,
  ttftMs,
  loadMs,
}: Asked): string {
  const load = loadMs >= 1 ? ` (${duration(loadMs)} of it to load the model)` : '';
  return `${model}: ${outputTokens} tokens in ${duration(totalMs)}, ${tokensPerSec.toFixed(1)} tokens/s, first word after ${duration(ttftMs)}${load}`;
}
