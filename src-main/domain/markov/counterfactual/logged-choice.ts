/** One logged request, seen as evidence about another policy. */
export interface LoggedChoice {
  /** What belongs together when resampling: the conversation, or the request where there is none. */
  readonly cluster: string;
  /** Candidate that was really used. */
  readonly chosen: string;
  /** Candidate the other policy would have used. */
  readonly target: string;
  /** Probability with which the live policy made its choice, in (0, 1]. */
  readonly propensity: number;
  /** Figure of interest; absent where it was not seen. */
  readonly value: number | undefined;
}

export interface SeenChoice extends LoggedChoice {
  readonly value: number;
}

export function onlySeen(choices: readonly LoggedChoice[]): SeenChoice[] {
  return choices.flatMap(choice => (choice.value === undefined ? [] : [{ ...choice, value: choice.value }]));
}

/** Inverse propensity weight: 1 / propensity where both policies agree, else 0. */
export function weightOf(choice: LoggedChoice): number {
  return choice.chosen === choice.target ? 1 / choice.propensity : 0;
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
