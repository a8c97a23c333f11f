import { benchLocal, type LocalBench } from '../../services/ollama/bench-local.ts';
import { haveOllama, openLocalOllama } from './local-ollama.ts';
import { duration, percent } from './output/figures.ts';
import type { Progress } from './output/progress.ts';
import { table } from './output/table.ts';
import type { Surroundings } from './surroundings.ts';

export interface BenchLocalOptions {
  readonly repeats: number;
  readonly model?: string | undefined;
  readonly maxOutputTokens?: number | undefined;
}

/** Measures the local model. @throws AppError */
export async function runBenchLocal(
  options: BenchLocalOptions,
  at: Surroundings,
  progress: Progress,
  signal: AbortSignal,
): Promise<LocalBench> {
  await using ollama = await openLocalOllama(at);
  progress.show('starting Ollama');
  await haveOllama(ollama, signal);
  const { repeats, maxOutputTokens } = options;
  const model = options.model ?? ollama.model;
  progress.show(`loading ${model}`, 0);
  return await benchLocal(ollama.service.api, model, signal, {
    repeats,
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    onRun: (_, index) => progress.show(`run ${index + 1} of ${repeats}`, (index + 1) / repeats),
  });
}

export function describeBench({ model, loadMs, placement, runs, tokensPerSec, ttftMs }: LocalBench): string {
  const where =
    placement === undefined
      ? ''
      : placement.processor === 'split'
        ? `, ${percent(placement.gpuShare)} on the GPU`
        : `, on the ${placement.processor.toUpperCase()}`;
  const rows = [
    ['', 'median', 'worst', 'best'],
    ['tokens/s', ...[tokensPerSec.median, tokensPerSec.min, tokensPerSec.max].map(value => value.toFixed(1))],
    ['first token', ...[ttftMs.median, ttftMs.max, ttftMs.min].map(duration)],
  ];
  return [
    `${model}${where}`,
    `loading the model: ${duration(loadMs)} (apart from the runs)`,
    `${runs.length} runs with the model in memory:`,
    table(rows, [1, 2, 3]),
  ].join('\n');
}
