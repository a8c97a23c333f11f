import type { AdaptiveReport, StateProbabilities } from '../../contract/adaptive-report.ts';
import type { LoggedTurn } from './logged-turn.ts';

/** Points a candidate: more than a plot has room for would only be sent and drawn over each other. */
const MOST_POINTS = 200;

function thin<T>(items: readonly T[]): readonly T[] {
  const step = Math.ceil(items.length / MOST_POINTS);
  // The newest is always among them.
  return items.filter((_, at) => (items.length - 1 - at) % step === 0);
}

/** What was believed of each candidate over time, as the log holds it. @param turns oldest first */
export function beliefHistoryOf(turns: readonly LoggedTurn[]): AdaptiveReport['history'] {
  const points = new Map<string, { at_ms: number; probabilities: StateProbabilities }[]>();
  for (const { endedAtMs, adaptive } of turns) {
    for (const [candidate, { probabilities }] of Object.entries(adaptive.health)) {
      const known = points.get(candidate) ?? [];
      points.set(candidate, known);
      known.push({ at_ms: endedAtMs, probabilities });
    }
  }
  return [...points].map(([candidate, all]) => ({ candidate, points: [...thin(all)] }));
}
