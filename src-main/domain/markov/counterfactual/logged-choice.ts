/** One logged request, seen as evidence about another policy. */
export interface LoggedChoice {
  /** What belongs together when resampling: the conversation, or the request where there is none. */
  readonly cluster: string;
  /** Candidate that was really used. */
  readonly chosen: string;
  /** Probability with which the other policy would have used each candidate; they sum to 1. */
  readonly targetShares: Readonly<Record<string, number>>;
  /** Probability with which the live policy made its choice, in (0, 1]. */
  readonly propensity: number;
  /** Share of the other policy's choices that the live one could have made as well, 0..1. */
  readonly coveredShare: number;
  /** Figure of interest; absent where it was not seen. */
  readonly value: number | undefined;
}

export interface SeenChoice extends LoggedChoice {
  readonly value: number;
}

export function onlySeen(choices: readonly LoggedChoice[]): SeenChoice[] {
  return choices.flatMap(choice => (choice.value === undefined ? [] : [{ ...choice, value: choice.value }]));
}

/** Inverse propensity weight: how often the other policy makes this choice, for each time the live one does. */
export function weightOf(choice: LoggedChoice): number {
  return (choice.targetShares[choice.chosen] ?? 0) / choice.propensity;
}

/** Expected value under the other policy, by a model of each candidate. */
export function meanOfTarget(choice: LoggedChoice, model: (candidate: string) => number): number {
  let sum = 0;
  for (const [candidate, share] of Object.entries(choice.targetShares)) {
    if (share > 0) sum += share * model(candidate);
  }
  return sum;
}

/** Whether both policies do the same here, so that what happened is what would have happened. */
export function isSameChoice(choice: LoggedChoice): boolean {
  return Math.abs(weightOf(choice) - 1) < 1e-9 && choice.coveredShare > 1 - 1e-9;
}

/** Kish's effective sample size of the weights: (sum w)^2 / sum w^2. */
export function effectiveSampleSize(choices: readonly LoggedChoice[]): number {
  let sum = 0;
  let squares = 0;
  for (const choice of choices) {
    const weight = weightOf(choice);
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** Sums of `columns` over each cluster, in the order clusters first appear. */
export function sumByCluster<T extends LoggedChoice>(
  choices: readonly T[],
  columns: (choice: T) => readonly number[],
): readonly (readonly number[])[] {
  const rows = new Map<string, number[]>();
  for (const choice of choices) {
    const values = columns(choice);
    const row = rows.get(choice.cluster);
    if (row === undefined) rows.set(choice.cluster, [...values]);
    else for (const [at, value] of values.entries()) row[at] = (row[at] ?? 0) + value;
  }
  return [...rows.values()];
}

/** A choice counts as one the live policy could have made from this probability on. */
const LEAST_PROPENSITY = 0.005;

export interface CoverageInput extends Pick<LoggedChoice, 'chosen' | 'propensity' | 'targetShares'> {
  /** Whether the target itself decided, at least for a share of the conversations. */
  readonly isTargetInForce: boolean;
  /** Probability with which the live policy would have drawn each candidate; absent where it drew nothing. */
  readonly drawShares: Readonly<Record<string, number>> | undefined;
}

/** Share of the target's choices that the live policy had a real chance to make. */
export function computeCoveredShare(input: CoverageInput): number {
  const { chosen, propensity, targetShares, isTargetInForce, drawShares } = input;
  if (isTargetInForce) return propensity >= LEAST_PROPENSITY ? 1 : 0;
  let covered = 0;
  for (const [candidate, share] of Object.entries(targetShares)) {
    const chance = drawShares?.[candidate] ?? (candidate === chosen ? propensity : 0);
    if (chance >= LEAST_PROPENSITY) covered += share;
  }
  return covered;
}
