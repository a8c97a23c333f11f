import { type BootstrapOptions, bootstrapSums, type Interval } from './bootstrap.ts';
import {
  effectiveSampleSize,
  isSameChoice,
  type LoggedChoice,
  meanOfTarget,
  onlySeen,
  type SeenChoice,
  sumByCluster,
  weightOf,
} from './logged-choice.ts';

/**
 * Self-normalised inverse propensity estimate of the mean value under the target policy:
 * sum(w * value) / sum(w), with w = target share of the choice / propensity.
 */
export function estimateSnips(choices: readonly SeenChoice[], options: BootstrapOptions): Interval {
  const rows = sumByCluster(choices, one => [weightOf(one), weightOf(one) * one.value]);
  return bootstrapSums(rows, sums => (sums[1] ?? 0) / (sums[0] ?? 0), options);
}

/** Mean value of each candidate as logged: the model of the doubly robust and of the model-only estimate. */
export function meanByCandidate(choices: readonly SeenChoice[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const one of choices) {
    const entry = sums.get(one.chosen) ?? { sum: 0, count: 0 };
    sums.set(one.chosen, { sum: entry.sum + one.value, count: entry.count + 1 });
  }
  return new Map([...sums].map(([candidate, { sum, count }]) => [candidate, sum / count]));
}

/**
 * Doubly robust estimate: mean of E[model under the target] + w * (value - model(chosen)). Right when either the propensities
 * or the model are. `model` gives the expected value of a candidate for a request.
 */
export function estimateDoublyRobust(
  choices: readonly SeenChoice[],
  model: (choice: SeenChoice, candidate: string) => number,
  options: BootstrapOptions,
): Interval {
  const rows = sumByCluster(choices, one => [
    1,
    meanOfTarget(one, candidate => model(one, candidate)) +
      weightOf(one) * (one.value - model(one, one.chosen)),
  ]);
  return bootstrapSums(rows, sums => (sums[1] ?? 0) / (sums[0] ?? 0), options);
}

/** Mean of the model alone at the target's choices: says nothing the model does not already believe. */
export function estimateModelOnly(
  choices: readonly SeenChoice[],
  model: (choice: SeenChoice, candidate: string) => number,
  options: BootstrapOptions,
): Interval {
  const rows = sumByCluster(choices, one => [
    1,
    isSameChoice(one) ? one.value : meanOfTarget(one, candidate => model(one, candidate)),
  ]);
  return bootstrapSums(rows, sums => (sums[1] ?? 0) / (sums[0] ?? 0), options);
}

export interface CounterfactualEstimate {
  /** `model only`: where the policies differ the live choice was certain, so the log holds no evidence. */
  readonly label: 'evidence' | 'model only' | 'no data';
  /** Mean as logged. */
  readonly logged: Interval | undefined;
  readonly snips: Interval | undefined;
  readonly doublyRobust: Interval | undefined;
  readonly modelOnly: Interval | undefined;
  readonly samples: number;
  /** Of the weighted sample; 0 where no choice agreed. */
  readonly effectiveSamples: number;
  /** Where the policies differ: share of the target's choices that could have been drawn. */
  readonly supportShare: number;
}

const LEAST_SUPPORT_SHARE = 0.9;

/** What the target policy would have given, with every estimator the log allows. */
export function estimateTarget(
  choices: readonly LoggedChoice[],
  options: BootstrapOptions,
): CounterfactualEstimate {
  const seen = onlySeen(choices);
  const differing = seen.filter(one => !isSameChoice(one));
  const covered = differing.reduce((sum, one) => sum + one.coveredShare, 0);
  const supportShare = differing.length === 0 ? 1 : covered / differing.length;
  const base = { samples: seen.length, effectiveSamples: effectiveSampleSize(seen), supportShare };
  if (seen.length === 0) {
    return {
      ...base,
      label: 'no data',
      logged: undefined,
      snips: undefined,
      doublyRobust: undefined,
      modelOnly: undefined,
    };
  }
  const means = meanByCandidate(seen);
  const overall = seen.reduce((sum, one) => sum + one.value, 0) / seen.length;
  const model = (_: SeenChoice, candidate: string) => means.get(candidate) ?? overall;
  const logged = bootstrapSums(
    sumByCluster(seen, one => [1, one.value]),
    sums => (sums[1] ?? 0) / (sums[0] ?? 0),
    options,
  );
  const modelOnly = estimateModelOnly(seen, model, options);
  if (supportShare < LEAST_SUPPORT_SHARE || base.effectiveSamples === 0) {
    return { ...base, label: 'model only', logged, snips: undefined, doublyRobust: undefined, modelOnly };
  }
  return {
    ...base,
    label: 'evidence',
    logged,
    snips: estimateSnips(seen, options),
    doublyRobust: estimateDoublyRobust(seen, model, options),
    modelOnly,
  };
}
