import { type BootstrapOptions, quantileOf } from '../counterfactual/bootstrap.ts';
import type { TurnSample } from './turn-sample.ts';

export const GATE_FIGURES = ['ttft-p50', 'latency-p95', 'error-rate', 'cost-per-1000', 'quality'] as const;
export type GateFigure = (typeof GATE_FIGURES)[number];

export interface GateRow {
  readonly figure: GateFigure;
  readonly control: number;
  readonly treated: number;
  /** Treated minus control, with its interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Better or worse only where the whole interval lies on that side of zero. */
  readonly verdict: 'better' | 'same' | 'worse' | 'unknown';
}

export interface GateReport {
  readonly isOpen: boolean;
  readonly controlRequests: number;
  readonly treatedRequests: number;
  readonly rows: readonly GateRow[];
  /** Why it is open or shut, one sentence a reason. */
  readonly reasons: readonly string[];
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((left, right) => left - right);
}

function definedOf(samples: readonly TurnSample[], read: (one: TurnSample) => number | undefined): number[] {
  return samples.flatMap(one => {
    const value = read(one);
    return value === undefined ? [] : [value];
  });
}

const STATISTICS: Readonly<Record<GateFigure, (samples: readonly TurnSample[]) => number>> = {
  'ttft-p50': samples => quantileOf(sorted(definedOf(samples, one => one.ttftMs)), 0.5),
  'latency-p95': samples => quantileOf(sorted(samples.map(one => one.totalMs)), 0.95),
  'error-rate': samples => meanOf(samples.map(one => (one.failed ? 1 : 0))),
  'cost-per-1000': samples => 1000 * meanOf(definedOf(samples, one => one.costUsd)),
  quality: samples => meanOf(definedOf(samples, one => one.qualityShare)),
};
const FIGURE_NAMES: Readonly<Record<GateFigure, string>> = {
  'ttft-p50': 'median TTFT',
  'latency-p95': 'p95 latency',
  'error-rate': 'error rate',
  'cost-per-1000': 'cost per 1000 requests',
  quality: 'quality',
};

function clustersOf(samples: readonly TurnSample[]): TurnSample[][] {
  const clusters = new Map<string, TurnSample[]>();
  for (const one of samples) {
    const cluster = clusters.get(one.cluster);
    if (cluster === undefined) clusters.set(one.cluster, [one]);
    else cluster.push(one);
  }
  return [...clusters.values()];
}

function resample(clusters: readonly TurnSample[][], uniform: () => number): TurnSample[] {
  return clusters.flatMap(() => clusters[Math.floor(uniform() * clusters.length)] ?? []);
}

/** Fewest requests on each side before the gate can open. */
export const LEAST_GATE_REQUESTS = 60;

/**
 * The promotion gate: no figure worse and at least one better, each beyond its bootstrap interval, over enough
 * requests. Conversations are resampled whole. Cost: draws * samples * log samples.
 */
export function evaluateGate(samples: readonly TurnSample[], options: BootstrapOptions): GateReport {
  const control = samples.filter(one => !one.treated);
  const treated = samples.filter(one => one.treated);
  const controlClusters = clustersOf(control);
  const treatedClusters = clustersOf(treated);
  const differences: Record<GateFigure, number[]> = {
    'ttft-p50': [],
    'latency-p95': [],
    'error-rate': [],
    'cost-per-1000': [],
    quality: [],
  };
  for (let draw = 0; draw < options.draws; draw += 1) {
    const controlDraw = resample(controlClusters, options.uniform);
    const treatedDraw = resample(treatedClusters, options.uniform);
    for (const figure of GATE_FIGURES) {
      const value = STATISTICS[figure](treatedDraw) - STATISTICS[figure](controlDraw);
      if (Number.isFinite(value)) differences[figure].push(value);
    }
  }
  const tail = (1 - options.coverShare) / 2;
  const rows = GATE_FIGURES.map((figure): GateRow => {
    const drawn = sorted(differences[figure]);
    const low = quantileOf(drawn, tail);
    const high = quantileOf(drawn, 1 - tail);
    const sign = figure === 'quality' ? 1 : -1;
    const [worst, best] = sign === 1 ? [low, high] : [-high, -low];
    const verdict = Number.isFinite(low) ? (worst > 0 ? 'better' : best < 0 ? 'worse' : 'same') : 'unknown';
    const controlValue = STATISTICS[figure](control);
    const treatedValue = STATISTICS[figure](treated);
    return {
      figure,
      control: controlValue,
      treated: treatedValue,
      difference: treatedValue - controlValue,
      low,
      high,
      verdict,
    };
  });
  const reasons: string[] = [];
  for (const [name, count] of [
    ['adaptive', treated.length],
    ['other', control.length],
  ] as const) {
    if (count < LEAST_GATE_REQUESTS) {
      reasons.push(`Only ${count} ${name} requests so far; ${LEAST_GATE_REQUESTS} are needed.`);
    }
  }
  const worse = rows.filter(row => row.verdict === 'worse').map(row => FIGURE_NAMES[row.figure]);
  const better = rows.filter(row => row.verdict === 'better').map(row => FIGURE_NAMES[row.figure]);
  if (worse.length > 0) reasons.push(`Worse beyond its interval: ${worse.join(', ')}.`);
  if (better.length === 0) reasons.push('Nothing is better beyond its interval yet.');
  const isOpen = reasons.length === 0;
  if (isOpen) reasons.push(`Nothing is worse, and better beyond its interval: ${better.join(', ')}.`);
  return { isOpen, controlRequests: control.length, treatedRequests: treated.length, rows, reasons };
}
