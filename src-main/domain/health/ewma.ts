/** Weight of the newest value in every routing average of the router. */
export const DEFAULT_EWMA_ALPHA = 0.25;

/**
 * Exponentially weighted moving average: `previous + alpha * (value - previous)`; the first value stands alone.
 * @param alpha weight of `value`, in (0, 1].
 */
export function nextEwma(previous: number | undefined, value: number, alpha = DEFAULT_EWMA_ALPHA): number {
  return previous === undefined ? value : previous + alpha * (value - previous);
}
