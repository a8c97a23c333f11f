/** Keeps a number in 0..1; what is not a number counts as 0. */
export function clampShare(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}

/** Where `value` lies between `low` (0) and `high` (1), clamped. */
export function scaleBetween(value: number, low: number, high: number): number {
  return clampShare((value - low) / (high - low));
}
