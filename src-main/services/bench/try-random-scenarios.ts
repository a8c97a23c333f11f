import type { GainKey, Gains } from '../../domain/markov/bench/compare.ts';
import { drawScenario } from '../../domain/markov/bench/random-scenario.ts';
import { runAdaptiveBench } from './run-adaptive-bench.ts';

export interface RandomTrialOptions {
  /** Numbers of the scenarios, both included; the same number is the same scenario everywhere. */
  readonly first: number;
  readonly last: number;
  /** Runs of each; what looks worse is run again with twice as many, on other seeds. */
  readonly seeds: number;
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

export interface RandomTrial {
  readonly label: 'synthetic';
  readonly first: number;
  readonly last: number;
  readonly seeds: number;
  /** Scenarios with a figure worse beyond noise at the first look. */
  readonly suspected: number;
  /** Those in which the same figure was worse beyond noise on the other seeds too. */
  readonly worse: readonly {
    readonly scenario: string;
    readonly figures: readonly GainKey[];
    readonly gains: Gains;
  }[];
  /** Plain mean of the scenarios' switches. */
  readonly switches: number;
  /** Plain mean of the scenarios' gains, each counted as -100 % at worst. */
  readonly gains: Gains;
}

/** Seeds of the second look: far from those of the first. */
const SECOND_LOOK_SEED = 1001;

function meanGains(all: readonly Gains[]): Gains {
  const mean = (key: GainKey) =>
    all.reduce((sum, one) => sum + Math.max(-100, one[key]), 0) / Math.max(1, all.length);
  return {
    latencyPercent: mean('latencyPercent'),
    ttftPercent: mean('ttftPercent'),
    costPercent: mean('costPercent'),
    errorPercent: mean('errorPercent'),
    qualityPoints: mean('qualityPoints'),
  };
}

/**
 * The better model over scenarios nobody chose. Five figures of hundreds of scenarios are looked at, so some seem
 * worse by chance: only what is worse twice, on seeds that share nothing, counts.
 */
export async function tryRandomScenarios(options: RandomTrialOptions): Promise<RandomTrial> {
  const { first, last, seeds, signal } = options;
  const worse: RandomTrial['worse'][number][] = [];
  const gains: Gains[] = [];
  let suspected = 0;
  let switches = 0;
  for (let number = first; number <= last; number += 1) {
    const look = async (count: number, firstSeed: number) => {
      const { presets } = await runAdaptiveBench({
        scenarios: [drawScenario(number)],
        seeds: count,
        firstSeed,
        presets: ['bayes'],
        ...(signal === undefined ? {} : { signal }),
      });
      return presets[0]?.all;
    };
    const once = await look(seeds, 1);
    if (once !== undefined) {
      gains.push(once.gains);
      switches += once.adaptive.switches;
      if (once.worse.length > 0) {
        suspected += 1;
        const again = await look(2 * seeds, SECOND_LOOK_SEED);
        const figures = once.worse.filter(key => again?.worse.includes(key));
        if (again !== undefined && figures.length > 0) {
          worse.push({ scenario: `random-${number}`, figures, gains: again.gains });
        }
      }
    }
    options.onProgress?.(number - first + 1, last - first + 1);
  }
  return {
    label: 'synthetic',
    first,
    last,
    seeds,
    suspected,
    worse,
    switches: switches / Math.max(1, gains.length),
    gains: meanGains(gains),
  };
}
