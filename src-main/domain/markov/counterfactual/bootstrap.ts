/** An estimate with its interval; `null` bounds where there was nothing to resample. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly draws: number;
  /** Share of the interval, e.g. 0.9. */
  readonly coverShare: number;
  /** Uniform numbers in [0, 1): given, so that a report can be repeated. */
  readonly uniform: () => number;
}

/** The value below which `share` of sorted numbers lie, interpolated. Not a number where there are none. */
export function quantileOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Percentile bootstrap of a statistic of sums. Whole rows are drawn with replacement; a row holds the sums of one
 * conversation, since the turns of a conversation are not independent of each other.
 * Cost: draws * rows * columns.
 */
export function bootstrapSums(
  rows: readonly (readonly number[])[],
  statistic: (sums: readonly number[]) => number,
  options: BootstrapOptions,
): Interval {
  const columns = rows[0]?.length ?? 0;
  const whole = new Array<number>(columns).fill(0);
  for (const row of rows)
    for (let at = 0; at < columns; at += 1) whole[at] = (whole[at] ?? 0) + (row[at] ?? 0);
  const drawn: number[] = [];
  const sums = new Array<number>(columns);
  for (let draw = 0; draw < options.draws; draw += 1) {
    sums.fill(0);
    for (let pick = 0; pick < rows.length; pick += 1) {
      const row = rows[Math.floor(options.uniform() * rows.length)];
      if (row === undefined) continue;
      for (let at = 0; at < columns; at += 1) sums[at] = (sums[at] ?? 0) + (row[at] ?? 0);
    }
    const value = statistic(sums);
    if (Number.isFinite(value)) drawn.push(value);
  }
  drawn.sort((left, right) => left - right);
  const tail = (1 - options.coverShare) / 2;
  return {
    estimate: statistic(whole),
    low: quantileOf(drawn, tail),
    high: quantileOf(drawn, 1 - tail),
  };
}
