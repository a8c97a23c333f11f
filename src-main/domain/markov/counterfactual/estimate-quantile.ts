import { type BootstrapOptions, type Interval, quantileOf } from './bootstrap.ts';
import { type SeenChoice, weightOf } from './logged-choice.ts';

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The smallest value at which `share` of the weight is reached; not a number without weight. */
export function weightedQuantile(items: readonly Weighted[], share: number): number {
  const sorted = items.filter(one => one.weight > 0).toSorted((left, right) => left.value - right.value);
  const total = sorted.reduce((sum, one) => sum + one.weight, 0);
  let reached = 0;
  for (const one of sorted) {
    reached += one.weight;
    if (reached >= share * total) return one.value;
  }
  return Number.NaN;
}

/** A quantile under the target policy: self-normalised weights, conversations resampled whole. */
export function estimateQuantile(
  choices: readonly SeenChoice[],
  share: number,
  options: BootstrapOptions,
): Interval {
  const clusters = new Map<string, Weighted[]>();
  for (const one of choices) {
    const item = { value: one.value, weight: weightOf(one) };
    const cluster = clusters.get(one.cluster);
    if (cluster === undefined) clusters.set(one.cluster, [item]);
    else cluster.push(item);
  }
  const all = [...clusters.values()];
  const drawn: number[] = [];
  for (let draw = 0; draw < options.draws; draw += 1) {
    const picked = all.flatMap(() => all[Math.floor(options.uniform() * all.length)] ?? []);
    const value = weightedQuantile(picked, share);
    if (Number.isFinite(value)) drawn.push(value);
  }
  drawn.sort((left, right) => left - right);
  const tail = (1 - options.coverShare) / 2;
  return {
    estimate: weightedQuantile(all.flat(), share),
    low: quantileOf(drawn, tail),
    high: quantileOf(drawn, 1 - tail),
  };
}
