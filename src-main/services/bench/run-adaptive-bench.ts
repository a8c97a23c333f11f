import type { AdaptivePreset, AdaptiveSettings } from '../../domain/markov/adaptive-settings.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from '../../domain/markov/adaptive-settings.ts';
import { createAdaptiveArm, createBaselineArm } from '../../domain/markov/bench/arm.ts';
import { compareRuns } from '../../domain/markov/bench/compare.ts';
import { averageFigures, computeFigures, type Figures } from '../../domain/markov/bench/figures.ts';
import type { Scenario } from '../../domain/markov/bench/scenario.ts';
import { simulate } from '../../domain/markov/bench/simulate.ts';
import type { AdaptiveBenchReport, PresetReport, ScenarioReport } from './adaptive-bench-report.ts';
import { addHindsight } from './add-hindsight.ts';

export interface AdaptiveBenchOptions {
  readonly scenarios: readonly Scenario[];
  /** Runs of each scenario; run `n` uses seed `firstSeed + n`. */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Everything but preset, rollout and `enabled` is taken from here. */
  readonly settings?: AdaptiveSettings;
  readonly presets?: readonly AdaptivePreset[];
  /** Runs of each scenario that are also planned with hindsight; 0 unless given, since each takes a few runs more. */
  readonly hindsightSeeds?: number;
  /** Called after each run, for a progress line. */
  readonly onProgress?: (doneRuns: number, allRuns: number) => void;
  readonly signal?: AbortSignal;
}

/** Runs every scenario under the baseline and each preset, on the same random numbers. Nothing is sent anywhere. */
export async function runAdaptiveBench(options: AdaptiveBenchOptions): Promise<AdaptiveBenchReport> {
  const presets = options.presets ?? (['reference', 'bayes'] as const);
  const base = options.settings ?? DEFAULT_ADAPTIVE_SETTINGS;
  const firstSeed = options.firstSeed ?? 1;
  const allRuns = options.scenarios.length * options.seeds;
  const baseline: Figures[][] = [];
  const adaptive = presets.map((): Figures[][] => []);
  let doneRuns = 0;
  for (const scenario of options.scenarios) {
    const baselineRuns: Figures[] = [];
    const presetRuns = presets.map((): Figures[] => []);
    for (let run = 0; run < options.seeds; run += 1) {
      options.signal?.throwIfAborted();
      const seed = firstSeed + run;
      baselineRuns.push(computeFigures(simulate(scenario, seed, createBaselineArm())));
      for (const [index, preset] of presets.entries()) {
        const settings: AdaptiveSettings = { ...base, preset, enabled: true, rollout: 'live' };
        const arm = createAdaptiveArm(scenario, seed, settings);
        presetRuns[index]?.push(computeFigures(simulate(scenario, seed, arm)));
      }
      doneRuns += 1;
      options.onProgress?.(doneRuns, allRuns);
      // Lets an abort and a progress line through between runs.
      await new Promise<void>(resolve => setImmediate(resolve));
    }
    baseline.push(baselineRuns);
    for (const [index, runs] of presetRuns.entries()) adaptive[index]?.push(runs);
  }
  const hindsightSeeds = Math.min(options.hindsightSeeds ?? 0, options.seeds);
  const reports = presets.map((preset, index) =>
    summarisePreset(preset, options.scenarios, baseline, adaptive[index] ?? []),
  );
  const planned = await Promise.all(
    reports.map((report, index) =>
      addHindsight(report, {
        scenarios: options.scenarios,
        runs: adaptive[index] ?? [],
        units: averageFigures(baseline.flat()),
        seeds: hindsightSeeds,
        firstSeed,
        signal: options.signal,
      }),
    ),
  );
  return { label: 'synthetic', seeds: options.seeds, firstSeed, hindsightSeeds, presets: planned };
}

/** Run `n` of every scenario together: what one run of them all gave. */
function acrossScenarios(runs: readonly (readonly Figures[])[]): Figures[] {
  return (runs[0] ?? []).map((_, run) => averageFigures(runs.flatMap(one => one.slice(run, run + 1))));
}

function summarisePreset(
  preset: AdaptivePreset,
  scenarios: readonly Scenario[],
  baseline: readonly (readonly Figures[])[],
  adaptive: readonly (readonly Figures[])[],
): PresetReport {
  const reports = scenarios.map((scenario, index): ScenarioReport => {
    const comparison = compareRuns(baseline[index] ?? [], adaptive[index] ?? []);
    return {
      scenario: scenario.name,
      description: scenario.description,
      comparison,
      switches: comparison.adaptive.switches,
    };
  });
  return {
    preset,
    scenarios: reports,
    all: compareRuns(acrossScenarios(baseline), acrossScenarios(adaptive)),
    switchesInAll: reports.reduce((sum, one) => sum + one.switches, 0),
  };
}
