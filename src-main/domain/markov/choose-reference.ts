import type { AdaptiveSettings } from './adaptive-settings.ts';
import type { Assessment } from './assess.ts';
import { type CostGuardVerdict, guardCost } from './cost-guard.ts';

export interface Choice extends CostGuardVerdict {
  readonly suggested: Assessment;
  readonly trial: boolean;
  /** Traffic is there already and stays, however far ahead it is by now (preset `bayes`). */
  readonly isHeld?: boolean;
}

/** Expected price of the request at an assessed candidate: the question's, else the observed average. */
export function expectedCostOf(
  assessment: Assessment,
  expectedCostUsd: Readonly<Record<string, number>> | undefined,
): number | undefined {
  return expectedCostUsd?.[assessment.candidate] ?? assessment.averageCostUsd;
}

export function guardSwitch(
  baseline: Assessment,
  candidate: Assessment,
  expectedCostUsd: Readonly<Record<string, number>> | undefined,
  settings: AdaptiveSettings,
): CostGuardVerdict {
  return guardCost(
    {
      baselineCostUsd: expectedCostOf(baseline, expectedCostUsd),
      candidateCostUsd: expectedCostOf(candidate, expectedCostUsd),
      baselineRisk: baseline.risk,
    },
    settings,
  );
}

/** The highest adjusted score; ties keep the order given. */
export function pickHighest(assessments: readonly Assessment[], fallback: Assessment): Assessment {
  let best: Assessment | undefined;
  for (const one of assessments) {
    if (best === undefined || one.adjustedScore > best.adjustedScore) best = one;
  }
  return best ?? fallback;
}

/** The reference choice: the highest adjusted score, whatever the cost guard then says of it. */
export function chooseReference(
  baseline: Assessment,
  assessments: readonly Assessment[],
  expectedCostUsd: Readonly<Record<string, number>> | undefined,
  settings: AdaptiveSettings,
): Choice {
  const suggested = pickHighest(assessments, baseline);
  const verdict = guardSwitch(baseline, suggested, expectedCostUsd, settings);
  const differs =
    suggested !== baseline && suggested.adjustedScore - baseline.adjustedScore >= settings.minConfidenceDelta;
  return { suggested, trial: false, ...verdict, isBlocked: differs && verdict.isBlocked };
}
