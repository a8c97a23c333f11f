import type { Observation } from './observation.ts';
import type { ObservedAverages } from './performance.ts';

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === undefined) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? undefined : sum / count;
}

/** Plain means of what was observed; an observation without an error rate counts as 0 or 1 by its outcome. */
export function meanOfObservations(seen: readonly Observation[]): ObservedAverages {
  const means = {
    ttftMs: meanOf(seen.map(one => one.ttftMs)),
    totalMs: meanOf(seen.map(one => one.totalMs)),
    costUsd: meanOf(seen.map(one => one.costUsd)),
    qualityShare: meanOf(seen.map(one => one.qualityShare)),
    errorRateShare: meanOf(seen.map(one => one.errorRateShare ?? (one.ok ? 0 : 1))),
    successShare: meanOf(seen.map(one => (one.ok ? 1 : 0))),
  };
  return {
    ...(means.ttftMs === undefined ? {} : { ttftMs: means.ttftMs }),
    ...(means.totalMs === undefined ? {} : { totalMs: means.totalMs }),
    ...(means.costUsd === undefined ? {} : { costUsd: means.costUsd }),
    ...(means.qualityShare === undefined ? {} : { qualityShare: means.qualityShare }),
    ...(means.errorRateShare === undefined ? {} : { errorRateShare: means.errorRateShare }),
    ...(means.successShare === undefined ? {} : { successShare: means.successShare }),
  };
}
