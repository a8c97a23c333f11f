/** How hard a model should think, from least to most. */
export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof EFFORTS)[number];

/** The level a client's text names; an unknown one counts as not said. */
export function readEffort(text: string | undefined): Effort | undefined {
  const wanted = text?.trim().toLowerCase();
  return EFFORTS.find(effort => effort === wanted);
}

/** The wanted level, or the nearest lower one on offer, or else the lowest. `offered` goes from least to most. */
export function nearestEffort<E extends Effort>(wanted: Effort, offered: readonly [E, ...E[]]): E {
  const limit = EFFORTS.indexOf(wanted);
  const below = offered.filter(effort => EFFORTS.indexOf(effort) <= limit);
  return below.at(-1) ?? offered[0];
}

/** Whether the client shows interest in reasoning at all: it named a level or wants a summary. */
export function wantsReasoning(reasoning: {
  readonly effort?: string | undefined;
  readonly summary?: string | undefined;
}): boolean {
  const effort = readEffort(reasoning.effort);
  if (effort === 'none') return false;
  return effort !== undefined || (reasoning.summary !== undefined && reasoning.summary !== 'none');
}
