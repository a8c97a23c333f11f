import { setImmediate as nextTick } from 'node:timers/promises';
import type { Figures } from '../../domain/markov/bench/figures.ts';
import { countNeededSwitches, type LossUnits } from '../../domain/markov/bench/hindsight.ts';
import type { Scenario } from '../../domain/markov/bench/scenario.ts';
import type { PresetReport } from './adaptive-bench-report.ts';

export interface HindsightInput {
  readonly scenarios: readonly Scenario[];
  /** Figures of the preset: a row a scenario, a column a seed. */
  readonly runs: readonly (readonly Figures[])[];
  readonly units: LossUnits;
  /** Seeds looked at, from the first. */
  readonly seeds: number;
  readonly firstSeed: number;
  readonly signal: AbortSignal | undefined;
}

/** The report with the switches that hindsight needs to do as well as the preset did; itself where none was asked for. */
export async function addHindsight(report: PresetReport, input: HindsightInput): Promise<PresetReport> {
  if (input.seeds === 0) return report;
  const needed: number[] = [];
  for (const [place, scenario] of input.scenarios.entries()) {
    const runs = (input.runs[place] ?? []).slice(0, input.seeds);
    let sum = 0;
    for (const [run, figures] of runs.entries()) {
      input.signal?.throwIfAborted();
      const count = countNeededSwitches(scenario, input.firstSeed + run, input.units, figures);
      // What the policy did is itself a plan: hindsight never needs more.
      sum += Math.min(count ?? figures.switches, figures.switches);
      await nextTick();
    }
    needed.push(sum / Math.max(1, runs.length));
  }
  return {
    ...report,
    scenarios: report.scenarios.map((one, place) => ({ ...one, neededSwitches: needed[place] ?? 0 })),
    neededInAll: needed.reduce((sum, one) => sum + one, 0),
  };
}
