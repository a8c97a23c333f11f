import { AppError } from '../../domain/errors/app-error.ts';
import type { ChatMessage, ChatOptions, OllamaApi } from './ollama-api.ts';

export interface LocalAnswer {
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** From sending the request to the first word, loading the model included. */
  readonly ttftMs: number;
  /** The part of it that went into loading the model; 0 when it was in memory. */
  readonly loadMs: number;
  readonly totalMs: number;
  /** Generation alone, as Ollama measured it; by the clock where it does not say. */
  readonly tokensPerSec: number;
}

export interface AskLocalOptions extends ChatOptions {
  readonly system?: string;
  readonly nowMs?: () => number;
}

const NS_PER_MS = 1_000_000;

/**
 * Asks the local model and hands every piece of the answer to `sink` as it comes; a sink that returns a
 * promise slows the reading down. Rejects with the signal's reason when cancelled, which also ends the
 * generation in Ollama.
 */
export async function askLocal(
  api: OllamaApi,
  model: string,
  prompt: string,
  sink: (text: string) => void | Promise<void>,
  signal: AbortSignal,
  options: AskLocalOptions = {},
): Promise<LocalAnswer> {
  const { system, nowMs = performance.now.bind(performance), ...chat } = options;
  const messages: ChatMessage[] = [{ role: 'user', content: prompt }];
  if (system !== undefined) messages.unshift({ role: 'system', content: system });
  const sentMs = nowMs();
  let firstMs: number | undefined;
  let text = '';
  let pieces = 0;
  for await (const line of api.chat(model, messages, signal, chat)) {
    const piece = line.message?.content ?? '';
    if (piece !== '') {
      firstMs ??= nowMs();
      pieces += 1;
      text += piece;
      await sink(piece);
    }
    if (!line.done) continue;
    const endMs = nowMs();
    const outputTokens = line.eval_count ?? pieces;
    const generationMs =
      line.eval_duration === undefined ? endMs - (firstMs ?? sentMs) : line.eval_duration / NS_PER_MS;
    return {
      text,
      inputTokens: line.prompt_eval_count ?? 0,
      outputTokens,
      ttftMs: (firstMs ?? endMs) - sentMs,
      loadMs: (line.load_duration ?? 0) / NS_PER_MS,
      totalMs: endMs - sentMs,
      tokensPerSec: generationMs > 0 ? (outputTokens / generationMs) * 1000 : 0,
    };
  }
  throw new AppError('stream-broken', 'the answer ended before it was done');
}
