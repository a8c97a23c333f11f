import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AdaptivePreset } from '../../domain/markov/adaptive-settings.ts';
import { loadScenarios } from '../../services/bench/load-scenarios.ts';
import { measureDecision } from '../../services/bench/measure-decision.ts';
import { renderBenchSvg } from '../../services/bench/render-bench-svg.ts';
import { renderBenchTable } from '../../services/bench/render-bench-table.ts';
import { renderRandomTrial } from '../../services/bench/render-random-trial.ts';
import { runAdaptiveBench } from '../../services/bench/run-adaptive-bench.ts';
import { tryRandomScenarios } from '../../services/bench/try-random-scenarios.ts';
import { createProgress } from './output/progress.ts';
import type { Performance } from './perform.ts';
import { result } from './print.ts';
import type { Surroundings } from './surroundings.ts';

export interface BenchAdaptiveFlags {
  /** Files or folders instead of the built-in scenarios. */
  readonly scenarios?: readonly string[];
  /** Scenarios drawn at random instead: the first and last number. */
  readonly random?: { readonly first: number; readonly last: number };
  readonly seeds: number;
  readonly firstSeed: number;
  readonly preset: 'both' | AdaptivePreset;
  /** Where the plot goes. */
  readonly svg?: string;
}

/** Runs of each scenario planned with hindsight: a few are enough to see how many switches are needed. */
const HINDSIGHT_SEEDS = 20;

/** The built-in scenarios lie beside the program. */
function builtInFolder({ programFolder }: Surroundings): string {
  return join(programFolder, '..', '..', 'resources', 'bench', 'adaptive');
}

/** Runs the controlled benchmark; nothing is sent anywhere. */
export async function benchAdaptive(
  flags: BenchAdaptiveFlags,
  { isJson, signal }: Performance,
  at: Surroundings,
): Promise<undefined> {
  if (flags.random !== undefined) return benchRandom(flags.random, flags.seeds, isJson, signal);
  const paths = flags.scenarios?.map(path => resolve(path));
  const loaded = await Promise.all((paths ?? [builtInFolder(at)]).map(path => loadScenarios(path, signal)));
  const scenarios = loaded.flat();
  using progress = createProgress(process.stderr);
  const report = await runAdaptiveBench({
    scenarios,
    seeds: flags.seeds,
    firstSeed: flags.firstSeed,
    presets: flags.preset === 'both' ? ['bayes', 'reference'] : [flags.preset],
    hindsightSeeds: HINDSIGHT_SEEDS,
    onProgress: (done, all) => progress.show(`${done} of ${all} runs`, done / all),
    signal,
  });
  progress[Symbol.dispose]();
  const decision = measureDecision(flags.preset === 'reference' ? 'reference' : 'bayes');
  const isBuiltIn = paths === undefined;
  if (flags.svg !== undefined) await writeFile(flags.svg, renderBenchSvg(report, isBuiltIn));
  result({ ...report, decision }, isJson, () =>
    [
      renderBenchTable(report, isBuiltIn),
      '',
      `One decision over ${decision.candidates} candidates took ${decision.medianUs.toFixed(0)} µs in the median, ${decision.p99Us.toFixed(0)} µs at the 99th percentile.`,
    ].join('\n'),
  );
  return undefined;
}

async function benchRandom(
  range: { readonly first: number; readonly last: number },
  seeds: number,
  isJson: boolean,
  signal: AbortSignal,
): Promise<undefined> {
  using progress = createProgress(process.stderr);
  const trial = await tryRandomScenarios({
    ...range,
    seeds,
    onProgress: (done, all) => progress.show(`${done} of ${all} scenarios`, done / all),
    signal,
  });
  progress[Symbol.dispose]();
  result(trial, isJson, () => renderRandomTrial(trial));
  return undefined;
}
