import { averageFigures, type Figures } from './figures.ts';

/** Gains in percent of the baseline, (baseline - adaptive) / baseline * 100; quality as a difference in points. */
export interface Gains {
  readonly latencyPercent: number;
  readonly ttftPercent: number;
  readonly costPercent: number;
  readonly errorPercent: number;
  readonly qualityPoints: number;
}

export const GAIN_KEYS = [
  'latencyPercent',
  'ttftPercent',
  'costPercent',
  'errorPercent',
  'qualityPoints',
] as const;
export type GainKey = (typeof GAIN_KEYS)[number];

function percent(baseline: number, adaptive: number): number {
  // No errors and still no errors is no gain, not an unknown one.
  if (baseline === 0) return adaptive === 0 ? 0 : -100;
  return ((baseline - adaptive) / baseline) * 100;
}

export function computeGains(baseline: Figures, adaptive: Figures): Gains {
  return {
    latencyPercent: percent(baseline.latencyMs, adaptive.latencyMs),
    ttftPercent: percent(baseline.ttftMs, adaptive.ttftMs),
    costPercent: percent(baseline.costUsd, adaptive.costUsd),
    errorPercent: percent(baseline.errors, adaptive.errors),
    qualityPoints: (adaptive.qualityShare - baseline.qualityShare) * 100,
  };
}

export interface Comparison {
  readonly baseline: Figures;
  readonly adaptive: Figures;
  readonly gains: Gains;
  /** Figures that came out worse than the baseline by more than noise. */
  readonly worse: readonly GainKey[];
}

/**
 * Two-sided 99 % of Student's t: five figures and eight scenarios are looked at together.
 * Cornish-Fisher expansion around the normal quantile z (Abramowitz and Stegun 26.7.5), good from five degrees on.
 */
function noiseQuantile(degrees: number): number {
  const z = 2.5758;
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}

/** Paired over seeds: the mean difference lies below zero by more than its standard error allows. */
function isWorse(differences: readonly number[]): boolean {
  const count = differences.length;
  if (count < 2) return false;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const noise = noiseQuantile(count - 1) * Math.sqrt(variance / count);
  return mean < -noise && mean < -1e-12;
}

/** Compares runs on the same seeds: `baseline[i]` and `adaptive[i]` lived through the same weather. */
export function compareRuns(baseline: readonly Figures[], adaptive: readonly Figures[]): Comparison {
  const differences = (read: (figures: Figures) => number, sign: 1 | -1) =>
    adaptive.map((one, index) => {
      const other = baseline[index];
      return other === undefined ? 0 : sign * (read(one) - read(other));
    });
  const worse: GainKey[] = [];
  if (isWorse(differences(one => one.latencyMs, -1))) worse.push('latencyPercent');
  if (isWorse(differences(one => one.ttftMs, -1))) worse.push('ttftPercent');
  if (isWorse(differences(one => one.costUsd, -1))) worse.push('costPercent');
  if (isWorse(differences(one => one.errors, -1))) worse.push('errorPercent');
  if (isWorse(differences(one => one.qualityShare, 1))) worse.push('qualityPoints');
  const meanBaseline = averageFigures(baseline);
  const meanAdaptive = averageFigures(adaptive);
  return {
    baseline: meanBaseline,
    adaptive: meanAdaptive,
    gains: computeGains(meanBaseline, meanAdaptive),
    worse,
  };
}
