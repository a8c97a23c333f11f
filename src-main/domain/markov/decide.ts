import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type Assessment, assessCandidate } from './assess.ts';
import { type CandidateHealth, createCandidateHealth } from './candidate-health.ts';
import { chooseBayes } from './choose-bayes.ts';
import { type Choice, chooseReference, expectedCostOf } from './choose-reference.ts';
import type { AdaptiveDecision, DecisionQuestion } from './decision.ts';
import { orderCandidates } from './effective-order.ts';
import type { ExperienceOf } from './expect-turn.ts';
import { hearSilence } from './hear-silence.ts';
import { expectHeldBackShare } from './held-back.ts';
import { foreseeFixedOrder, isAnsweredWorse, isCheapEnough, isWorthIt } from './outlook.ts';
import { isLongAgo, isRested, isTrialDue, mayLeave, stayAwayOf, TRIAL_LOST_AFTER_MS } from './probation.ts';
import { computePropensity, computeTargetShares } from './propensity.ts';
import { isReturnWorthIt } from './return-outlook.ts';
import { computeConversationShare } from './rollout/conversation-share.ts';
import type { AdaptiveRouterState } from './router-state.ts';

const UNKNOWN: CandidateHealth = createCandidateHealth();

function choose(
  state: AdaptiveRouterState,
  healthOf: (candidate: string) => CandidateHealth,
  question: DecisionQuestion,
  scope: string,
  baseline: Assessment,
  assessments: readonly Assessment[],
  settings: AdaptiveSettings,
  nowMs: number,
): Choice {
  if (settings.preset === 'reference') {
    return chooseReference(baseline, assessments, question.expectedCostUsd, settings);
  }
  const dueTrials = new Set<string>();
  const neverObserved = new Set<string>();
  const beingTried = new Set<string>();
  for (const one of assessments) {
    const probation = state.probation[one.candidate];
    if (probation !== undefined && isTrialDue(probation, nowMs)) dueTrials.add(one.candidate);
    if (one === baseline || one.observations > 0) continue;
    const isOnItsWay = nowMs - (state.tried[one.candidate] ?? Number.NEGATIVE_INFINITY) < TRIAL_LOST_AFTER_MS;
    (isOnItsWay ? beingTried : neverObserved).add(one.candidate);
  }
  const steadyCostOf = (one: Assessment) =>
    expectedCostOf(one, question.steadyCostUsd ?? question.expectedCostUsd);
  const experienceOf = (one: Assessment): ExperienceOf => ({
    experience: healthOf(one.candidate).experience,
    usual: healthOf(one.candidate).usual,
    expectedCostUsd: steadyCostOf(one),
    risk: one.risk,
  });
  const current = assessments.find(one => one.candidate === state.movedTo[scope]);
  const probation = state.probation[baseline.candidate];
  const hurts = (candidate: string) => mayLeave(healthOf(candidate), settings, nowMs);
  const own = experienceOf(baseline);
  const next = assessments.find(one => one !== baseline);
  const order = foreseeFixedOrder(
    own,
    next === undefined ? own : experienceOf(next),
    expectHeldBackShare(
      state.heldBack[scope],
      baseline.candidate,
      healthOf(baseline.candidate),
      question.silentForMs?.[baseline.candidate] ?? [],
    ),
    settings,
  );
  return chooseBayes(
    {
      baseline,
      assessments,
      expectedCostUsd: question.expectedCostUsd,
      movedTo: state.movedTo[scope],
      dueTrials,
      neverObserved,
      beingTried,
      mayLeaveCurrent: current !== undefined && hurts(current.candidate),
      isAnsweredWorse: current !== undefined && isAnsweredWorse(order, experienceOf(current)),
      mayLeave:
        probation?.isProven === false ||
        (isRested(state.passed[baseline.candidate], nowMs) && hurts(baseline.candidate)),
      mayReturn:
        current === undefined ||
        probation === undefined ||
        (probation.isProven &&
          (isLongAgo(probation, settings, nowMs) ||
            isReturnWorthIt(own, experienceOf(current), stayAwayOf(probation, nowMs)))),
      isCheapEnough: one => isCheapEnough(order, experienceOf(one), one === current, settings),
      isWorthIt: one => isWorthIt(order, experienceOf(one), one === current),
    },
    settings,
  );
}

function isTreated(question: DecisionQuestion, settings: AdaptiveSettings): boolean {
  switch (settings.rollout) {
    case 'shadow':
      return false;
    case 'live':
      return true;
    case 'canary':
      return (
        question.conversationId !== undefined &&
        computeConversationShare(question.conversationId) < settings.canaryShare
      );
  }
}

/** Target shares over the draw; the decision for the baseline that was drawn is known already. */
function shareTargets(
  state: AdaptiveRouterState,
  question: DecisionQuestion,
  drawShares: Readonly<Record<string, number>>,
  target: string,
  nowMs: number,
  settings: AdaptiveSettings,
): Readonly<Record<string, number>> {
  const { drawShares: _drawn, ...certain } = question;
  return computeTargetShares(drawShares, baseline => {
    if (baseline === question.baseline) return target;
    const other = decide(state, { ...certain, baseline }, nowMs, settings);
    return other.wouldSwitch && !other.costGuardBlocked ? other.suggested : baseline;
  });
}

/**
 * The adaptive decision for one request: deployments within an alias, or Codex-facing providers alike.
 * Pure: carrying it out is reported back with a `dispatched` event.
 */
export function decide(
  state: AdaptiveRouterState,
  question: DecisionQuestion,
  nowMs: number,
  settings: AdaptiveSettings,
): AdaptiveDecision {
  const candidates = question.candidates.includes(question.baseline)
    ? question.candidates
    : [question.baseline, ...question.candidates];
  const scope = question.scope ?? question.baseline;
  const heard: Record<string, CandidateHealth> = {};
  for (const [candidate, waitedMs] of Object.entries(question.silentForMs ?? {})) {
    heard[candidate] = hearSilence(state.health[candidate] ?? UNKNOWN, candidate, waitedMs, settings, nowMs);
  }
  const healthOf = (candidate: string) => heard[candidate] ?? state.health[candidate] ?? UNKNOWN;
  const health = candidates.map(candidate => {
    const known = healthOf(candidate);
    const isCold =
      (known.observations === 0 && candidate !== question.baseline) ||
      state.probation[candidate] !== undefined;
    return assessCandidate(candidate, known, isCold, settings, nowMs);
  });
  const baseline = health[candidates.indexOf(question.baseline)];
  if (baseline === undefined) throw new TypeError('the baseline is always among the candidates');
  const choice = choose(state, healthOf, question, scope, baseline, health, settings, nowMs);
  const confidenceDelta = choice.suggested.adjustedScore - baseline.adjustedScore;
  const isOther = choice.suggested.candidate !== baseline.candidate;
  const isAhead = choice.isHeld === true || confidenceDelta >= settings.minConfidenceDelta;
  const wouldSwitch = isOther && isAhead;
  const treated = isTreated(question, settings);
  const applied = settings.enabled && treated && wouldSwitch && !choice.isBlocked;
  const target = wouldSwitch && !choice.isBlocked ? choice.suggested.candidate : question.baseline;
  const targetShares =
    question.drawShares && shareTargets(state, question, question.drawShares, target, nowMs, settings);
  const first = applied ? choice.suggested.candidate : question.baseline;
  return {
    scope,
    enabled: settings.enabled,
    rollout: settings.rollout,
    baseline: question.baseline,
    suggested: choice.suggested.candidate,
    confidenceDelta,
    effectiveOrder: orderCandidates(
      first,
      candidates,
      question.baseline,
      applied && state.probation[question.baseline]?.isProven === false,
      candidate => question.expectedCostUsd?.[candidate],
    ),
    wouldSwitch,
    applied,
    costGuardBlocked: choice.isBlocked,
    costMultiplier: choice.costMultiplier,
    maxCostMultiplier: settings.maxCostMultiplier,
    propensity: computePropensity({ question, first, target, targetShares }, settings),
    targetShares,
    trial: choice.trial && (applied || !isOther),
    treated,
    health,
  };
}
