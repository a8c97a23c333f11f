import type { AdaptiveSettings } from './adaptive-settings.ts';
import type { Assessment } from './assess.ts';
import { type Choice, guardSwitch, pickHighest } from './choose-reference.ts';

export interface BayesChoiceInput {
  readonly baseline: Assessment;
  /** In the policy's order, the baseline among them. */
  readonly assessments: readonly Assessment[];
  readonly expectedCostUsd: Readonly<Record<string, number>> | undefined;
  /** Candidate this scope's traffic was moved to earlier. */
  readonly movedTo: string | undefined;
  /** Candidates on probation whose next single trial is due. */
  readonly dueTrials: ReadonlySet<string>;
  /** Candidates never observed: one request goes there before the others do. */
  readonly neverObserved: ReadonlySet<string>;
  /** Those among them whose one request is on its way. */
  readonly beingTried: ReadonlySet<string>;
  /** Whether the candidate traffic was moved to gives reason to leave it in turn. */
  readonly mayLeaveCurrent: boolean;
  /** Whether answers there are worse beyond doubt: see `isAnsweredWorse`. */
  readonly isAnsweredWorse: boolean;
  /** Whether the baseline gave reason to leave it: see `mayLeave`. */
  readonly mayLeave: boolean;
  /** Whether the baseline proved well again, and coming back to it pays: see `isReturnWorthIt`. */
  readonly mayReturn: boolean;
  /** Whether it makes turns no dearer: see `isCheapEnough`. */
  readonly isCheapEnough: (candidate: Assessment) => boolean;
  /** Whether a turn there is expected to be worth a move: see `isWorthIt`. */
  readonly isWorthIt: (candidate: Assessment) => boolean;
}

function withoutColdPenalty(one: Assessment, settings: AdaptiveSettings): Assessment {
  if (!one.coldStart) return one;
  const reliabilityScore = Math.max(0, 1 - one.risk - one.risk * settings.overloadPenalty);
  return {
    ...one,
    reliabilityScore,
    adjustedScore: one.adjustedScore - one.reliabilityScore + reliabilityScore,
  };
}

/**
 * The choice of the better model. Beyond the reference: a blocked candidate gives way to the best one the cost
 * guard permits; traffic that was moved stays where it is until the one that was left is proven well, unless it
 * hurts there; a candidate that was left or never seen is first tried with single requests.
 */
export function chooseBayes(input: BayesChoiceInput, settings: AdaptiveSettings): Choice {
  const { baseline, assessments, expectedCostUsd } = input;
  const delta = settings.minConfidenceDelta;
  const judge = (one: Assessment) => {
    const verdict = guardSwitch(baseline, one, expectedCostUsd, settings);
    return { ...verdict, isBlocked: verdict.isBlocked || (one !== baseline && !input.isCheapEnough(one)) };
  };
  if (input.dueTrials.has(baseline.candidate)) {
    return { suggested: baseline, trial: true, ...judge(baseline), isBlocked: false };
  }
  const isAway = assessments.some(one => one !== baseline && one.candidate === input.movedTo);
  if (isAway ? input.mayReturn : !input.mayLeave) {
    return { suggested: baseline, trial: false, ...judge(baseline), isBlocked: false };
  }
  const current = isAway ? assessments.find(one => one.candidate === input.movedTo) : undefined;
  const mayStay = current !== undefined && !judge(current).isBlocked;
  // The way back leads over proof: a doubt about the place it is at sends no traffic to one that was left as ill.
  if (mayStay && !input.mayLeaveCurrent && !input.isAnsweredWorse) {
    return { suggested: current, trial: false, isHeld: true, ...judge(current) };
  }
  const permitted = assessments.filter(
    one =>
      one === baseline ||
      (!judge(one).isBlocked && !input.beingTried.has(one.candidate) && input.isWorthIt(one)),
  );
  const best = pickHighest(permitted, baseline);
  const isAhead =
    current !== undefined &&
    permitted.includes(current) &&
    current.adjustedScore - baseline.adjustedScore >= delta;
  const keeps = isAhead && best.adjustedScore - current.adjustedScore < delta;
  const suggested = keeps ? current : best;
  // One request to a candidate nothing is known of, where it would be the better choice if it were well.
  const unknown = permitted
    .filter(one => input.neverObserved.has(one.candidate) || input.dueTrials.has(one.candidate))
    .map(one => withoutColdPenalty(one, settings));
  const reached = suggested.adjustedScore - baseline.adjustedScore >= delta ? suggested : baseline;
  const hopeful = pickHighest(unknown, reached);
  if (hopeful !== reached && hopeful.adjustedScore - reached.adjustedScore >= delta) {
    return { suggested: hopeful, trial: true, ...judge(hopeful) };
  }
  if (suggested !== baseline) {
    const isFirst = suggested !== current && input.neverObserved.has(suggested.candidate);
    return { suggested, trial: isFirst, ...judge(suggested) };
  }
  const wanted = pickHighest(
    assessments.filter(one => input.isWorthIt(one)),
    baseline,
  );
  const verdict = judge(wanted);
  return wanted !== baseline && verdict.isBlocked && wanted.adjustedScore - baseline.adjustedScore >= delta
    ? { suggested: wanted, trial: false, ...verdict }
    : { suggested: baseline, trial: false, ...judge(baseline) };
}
