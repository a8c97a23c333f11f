import type { AdaptivePreset, AdaptiveSettings } from '../../domain/markov/adaptive-settings.ts';
import { DEFAULT_ADAPTIVE_SETTINGS } from '../../domain/markov/adaptive-settings.ts';
import { createAdaptiveArm, createBaselineArm } from '../../domain/markov/bench/arm.ts';
import { type Comparison, compareRuns } from '../../domain/markov/bench/compare.ts';
import { averageFigures, computeFigures, type Figures } from '../../domain/markov/bench/figures.ts';
import type { Scenario } from '../../domain/markov/bench/scenario.ts';
import { simulate } from '../../domain/markov/bench/simulate.ts';

export interface AdaptiveBenchOptions {
  readonly scenarios: readonly Scenario[];
  /** Runs of each scenario; run `n` uses seed `firstSeed + n`. */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Everything but preset, rollout and `enabled` is taken from here. */
  readonly settings?: AdaptiveSettings;
  readonly presets?: readonly AdaptivePreset[];
  /** Called after each run, for a progress line. */
  readonly onProgress?: (doneRuns: number, allRuns: number) => void;
  readonly signal?: AbortSignal;
}

export interface ScenarioReport {
  readonly scenario: string;
  readonly description: string;
  readonly comparison: Comparison;
  /** Mean switches a run, rounded nowhere. */
  readonly switches: number;
}

export interface PresetReport {
  readonly preset: AdaptivePreset;
  readonly scenarios: readonly ScenarioReport[];
  /** Each scenario counts alike: figures are averaged over the scenarios before the gains are taken. */
  readonly all: Comparison;
  readonly switchesInAll: number;
}

export interface AdaptiveBenchReport {
  readonly label: 'synthetic';
  readonly seeds: number;
  readonly firstSeed: number;
  readonly presets: readonly PresetReport[];
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
  return {
    label: 'synthetic',
    seeds: options.seeds,
    firstSeed,
    presets: presets.map((preset, index) =>
      summarisePreset(preset, options.scenarios, baseline, adaptive[index] ?? []),
    ),
  };
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
