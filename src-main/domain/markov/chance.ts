/** Deviation of the logarithm of a single turn's time, at one provider in steady weather. */
const TURN_DEVIATION = 0.3;
/** Beyond three deviations a difference is no chance: thousands of them are looked at. */
const DEVIATIONS = 3;

/**
 * How far the logarithm of a mean of turn times may lie off by chance.
 * @param squares sum of the squared weights in the mean: 1 / n for n turns alike; of two means, both sums together
 */
export function chanceOfTimes(squares: number): number {
  return DEVIATIONS * TURN_DEVIATION * Math.sqrt(squares);
}
