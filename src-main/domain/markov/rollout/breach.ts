import { textOf } from '../../sentence/sentence.ts';
import { type BreachEvidence, sayBreach } from './breach-evidence.ts';
import type { TurnSample } from './turn-sample.ts';

/** Requests of the newest traffic each side is judged by. */
const NEWEST_TREATED = 30;
const NEWEST_CONTROL = 200;
const FEWEST_TREATED = 6;
const FEWEST_CONTROL = 20;
/** The check runs after every request, so one look may be wrong only this rarely. */
const LEAST_CHANCE = 0.0005;
const LEAST_Z = 4.2;
/** A difference smaller than this is not worth a roll-back, however certain. */
const MATERIAL_RATIO = 1.25;
const MATERIAL_QUALITY = 0.05;
const MATERIAL_ERROR_SHARE = 0.08;

/** P(X >= hits) for X binomial(trials, share). */
export function binomialTail(hits: number, trials: number, share: number): number {
  let term = (1 - share) ** trials;
  let below = 0;
  for (let count = 0; count < hits; count += 1) {
    below += term;
    term *= ((trials - count) / (count + 1)) * (share / (1 - share));
  }
  return Math.max(0, 1 - below);
}

function describe(values: readonly number[]): {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
} {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = count < 2 ? 0 : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, variance, count };
}

/** Standardised difference of means. The larger variance stands for both: few values rarely show their own. */
function standardise(treated: readonly number[], control: readonly number[]): number {
  const left = describe(treated);
  const right = describe(control);
  const variance = Math.max(left.variance, right.variance, 1e-6);
  return (left.mean - right.mean) / Math.sqrt(variance / left.count + variance / right.count);
}

function read(
  samples: readonly TurnSample[],
  key: 'totalMs' | 'ttftMs' | 'costUsd' | 'qualityShare',
): number[] {
  const values: number[] = [];
  for (const one of samples) {
    const value = one[key];
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** The newest `most` samples of one side, oldest first; looks no further back than it must. */
function newest(samples: readonly TurnSample[], isTreated: boolean, most: number): TurnSample[] {
  const found: TurnSample[] = [];
  for (let at = samples.length - 1; at >= 0 && found.length < most; at -= 1) {
    const one = samples[at];
    if (one?.treated === isTreated) found.push(one);
  }
  return found.reverse();
}

function inNumbers(numbers: Omit<BreachEvidence, 'text'>): BreachEvidence {
  return { ...numbers, text: textOf(sayBreach(numbers)) };
}

function findErrorBreach(
  treated: readonly TurnSample[],
  control: readonly TurnSample[],
): BreachEvidence | undefined {
  const hits = treated.filter(one => one.failed).length;
  const controlHits = control.filter(one => one.failed).length;
  // The control's own rate is uncertain too: take it a standard deviation high.
  const share = (controlHits + 1) / (control.length + 2);
  const careful = Math.min(0.99, share + Math.sqrt((share * (1 - share)) / control.length));
  const treatedShare = hits / treated.length;
  const controlShare = controlHits / control.length;
  if (treatedShare - controlShare < MATERIAL_ERROR_SHARE) return undefined;
  if (binomialTail(hits, treated.length, careful) > LEAST_CHANCE) return undefined;
  return inNumbers({
    figure: 'error rate',
    treated: treatedShare,
    control: controlShare,
    treatedRequests: treated.length,
    controlRequests: control.length,
  });
}

function logarithms(values: readonly number[]): number[] {
  return values.map(value => Math.log(Math.max(1e-9, value)));
}

const TIMES = [
  ['totalMs', 'total latency'],
  ['ttftMs', 'TTFT'],
  ['costUsd', 'cost'],
] as const;

function findRatioBreach(
  treated: readonly TurnSample[],
  control: readonly TurnSample[],
): BreachEvidence | undefined {
  for (const [key, figure] of TIMES) {
    // Logarithms: times and prices are skewed, and a ratio is what matters.
    const left = logarithms(read(treated, key));
    const right = logarithms(read(control, key));
    if (left.length < FEWEST_TREATED || right.length < FEWEST_CONTROL) continue;
    const typical = Math.exp(describe(left).mean);
    const usual = Math.exp(describe(right).mean);
    if (typical < usual * MATERIAL_RATIO || standardise(left, right) < LEAST_Z) continue;
    return inNumbers({
      figure,
      treated: typical,
      control: usual,
      treatedRequests: left.length,
      controlRequests: right.length,
    });
  }
  return undefined;
}

function findQualityBreach(
  treated: readonly TurnSample[],
  control: readonly TurnSample[],
): BreachEvidence | undefined {
  const left = read(treated, 'qualityShare');
  const right = read(control, 'qualityShare');
  if (left.length < FEWEST_TREATED || right.length < FEWEST_CONTROL) return undefined;
  const ours = describe(left).mean;
  const theirs = describe(right).mean;
  if (theirs - ours < MATERIAL_QUALITY || standardise(right, left) < LEAST_Z) return undefined;
  return inNumbers({
    figure: 'quality',
    treated: ours,
    control: theirs,
    treatedRequests: left.length,
    controlRequests: right.length,
  });
}

/** Whether the newest adaptive requests are clearly worse than the others; meant to be asked after every request. */
export function findBreach(samples: readonly TurnSample[]): BreachEvidence | undefined {
  const treated = newest(samples, true, NEWEST_TREATED);
  const control = newest(samples, false, NEWEST_CONTROL);
  if (treated.length < FEWEST_TREATED || control.length < FEWEST_CONTROL) return undefined;
  return (
    findErrorBreach(treated, control) ??
    findRatioBreach(treated, control) ??
    findQualityBreach(treated, control)
  );
}
