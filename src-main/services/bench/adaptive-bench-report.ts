import type { AdaptivePreset } from '../../domain/markov/adaptive-settings.ts';
import type { Comparison } from '../../domain/markov/bench/compare.ts';

export interface ScenarioReport {
  readonly scenario: string;
  readonly description: string;
  readonly comparison: Comparison;
  /** Mean switches a run, rounded nowhere. */
  readonly switches: number;
  /** Mean of the fewest switches with which hindsight does as well; absent where it was not planned. */
  readonly neededSwitches?: number;
}

export interface PresetReport {
  readonly preset: AdaptivePreset;
  readonly scenarios: readonly ScenarioReport[];
  /** Each scenario counts alike: figures are averaged over the scenarios before the gains are taken. */
  readonly all: Comparison;
  readonly switchesInAll: number;
  readonly neededInAll?: number;
}

export interface AdaptiveBenchReport {
  readonly label: 'synthetic';
  readonly seeds: number;
  readonly firstSeed: number;
  readonly hindsightSeeds: number;
  readonly presets: readonly PresetReport[];
}
