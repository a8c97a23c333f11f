export interface Course {
  /** SVG path of the runs of two values and more. */
  readonly line: string;
  /** SVG path of values that stand alone: of no length, for round ends to make dots of. */
  readonly dots: string;
}

/**
 * A course in a box of `width` by `height`, one step a value, zero always in its range; `null` leaves a gap.
 * @param values oldest first
 */
export const drawCourse = (values: readonly (number | null)[], width: number, height: number): Course => {
  const known = values.filter(value => value !== null);
  const least = Math.min(...known, 0);
  const span = Math.max(...known, 0) - least || 1;
  const step = width / Math.max(1, values.length - 1);
  const place = (value: number, index: number): string =>
    `${(index * step).toFixed(2)} ${(height - 1 - ((value - least) / span) * (height - 2)).toFixed(2)}`;
  let line = '';
  let dots = '';
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const isAfter = (values[index - 1] ?? null) !== null;
    const isBefore = (values[index + 1] ?? null) !== null;
    if (!isAfter && !isBefore) dots += `M${place(value, index)}h0`;
    else line += `${isAfter ? 'L' : 'M'}${place(value, index)}`;
  }
  return { line, dots };
};
