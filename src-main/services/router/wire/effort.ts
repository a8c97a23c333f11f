/** From least to most. What a provider calls its levels is a subset of these. */
export const EFFORT_LEVELS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra'] as const;
export type EffortLevel = (typeof EFFORT_LEVELS)[number];

/** The level a client's text means; undefined for none given or a made-up one. */
export function effortLevel(effort: string | undefined): EffortLevel | undefined {
  const wanted = effort?.trim().toLowerCase();
  return EFFORT_LEVELS.find(level => level === wanted);
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

/** The wanted level, or the nearest lower one on offer, or else the lowest. `offered` goes from least to most. */
export function effortWithin<L extends EffortLevel>(wanted: EffortLevel, offered: readonly [L, ...L[]]): L {
  const limit = EFFORT_LEVELS.indexOf(wanted);
  return offered.filter(level => EFFORT_LEVELS.indexOf(level) <= limit).at(-1) ?? offered[0];
}

/** Whether the client shows interest in reasoning at all: it named a level or wants a summary. */
export function wantsReasoning(reasoning: {
  readonly effort?: string | undefined;
  readonly summary?: string | undefined;
}): boolean {
  const effort = effortLevel(reasoning.effort);
  if (effort === 'none') return false;
  return effort !== undefined || (reasoning.summary !== undefined && reasoning.summary !== 'none');
}
