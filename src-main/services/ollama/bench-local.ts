import { type Spread, spreadOf } from '../../domain/ollama/spread.ts';
import { askLocal, type LocalAnswer } from './ask-local.ts';
import type { OllamaApi, RunningModel } from './ollama-api.ts';

export interface BenchOptions {
  readonly repeats: number;
  readonly prompt?: string;
  readonly maxOutputTokens?: number;
  readonly nowMs?: () => number;
  readonly onRun?: (run: LocalAnswer, index: number) => void;
}

export interface LocalBench {
  readonly model: string;
  /** From nothing in memory to ready to answer, measured apart from the runs. */
  readonly loadMs: number;
  /** Where the model ran, as Ollama reports it. */
  readonly placement: RunningModel | undefined;
  readonly runs: readonly LocalAnswer[];
  readonly tokensPerSec: Spread;
  /** Of the runs alone: the model is in memory. */
  readonly ttftMs: Spread;
}

const DEFAULT_PROMPT =
  'Write a TypeScript function that merges two sorted lists, with a comment on its cost.';

/**
 * Measures the local model: unloads it, loads it once with the clock running, then asks the same question
 * `repeats` times with the model in memory.
 */
export async function benchLocal(
  api: OllamaApi,
  model: string,
  signal: AbortSignal,
  options: BenchOptions,
): Promise<LocalBench> {
  const { repeats, prompt = DEFAULT_PROMPT, maxOutputTokens = 256, onRun } = options;
  const nowMs = options.nowMs ?? performance.now.bind(performance);
  await api.keep(model, 0, signal);
  const fromMs = nowMs();
  await api.keep(model, '5m', signal);
  const loadMs = nowMs() - fromMs;
  const runs: LocalAnswer[] = [];
  for (let index = 0; index < repeats; index += 1) {
    // A number in front defeats the prompt cache: each run reads the whole prompt.
    const run = await askLocal(api, model, `(${index + 1}) ${prompt}`, () => undefined, signal, {
      maxOutputTokens,
      temperature: 0,
      keepAlive: '5m',
      nowMs,
    });
    runs.push(run);
    onRun?.(run, index);
  }
  const placement = (await api.running(signal)).find(
    ({ name }) => name === model || name === `${model}:latest`,
  );
  return {
    model,
    loadMs,
    placement,
    runs,
    tokensPerSec: spreadOf(runs.map(run => run.tokensPerSec)),
    ttftMs: spreadOf(runs.map(run => run.ttftMs)),
  };
}
