/** From least to most. What a provider calls its levels is a subset of these. */
export const EFFORT_LEVELS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra'] as const;
export type EffortLevel = (typeof EFFORT_LEVELS)[number];

/** The level a client's text means; undefined for none given or a made-up one. */
export function effortLevel(effort: string | undefined): EffortLevel | undefined {
  return EFFORT_LEVELS.find(level => level === effort?.toLowerCase());
}

/** The offered level nearest to the wanted one; of two equally near the lower. */
export function nearestEffort<L extends EffortLevel>(
  wanted: EffortLevel,
  offered: readonly L[],
): L | undefined {
  const at = EFFORT_LEVELS.indexOf(wanted);
  let best: L | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const level of offered) {
    const distance = Math.abs(EFFORT_LEVELS.indexOf(level) - at);
    if (distance < bestDistance) {
      best = level;
      bestDistance = distance;
    }
  }
  return best;
}
