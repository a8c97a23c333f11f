import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type Assessment, assessCandidate } from './assess.ts';
import { type CandidateHealth, createCandidateHealth } from './candidate-health.ts';
import { chooseBayes } from './choose-bayes.ts';
import { type Choice, chooseReference, expectedCostOf } from './choose-reference.ts';
import type { AdaptiveDecision, DecisionQuestion } from './decision.ts';
import { type ExperienceOf, isNoWorse } from './experience.ts';
import { isTrialDue, mayLeave, TRIAL_LOST_AFTER_MS } from './probation.ts';
import { computeConversationShare } from './rollout/conversation-share.ts';
import type { AdaptiveRouterState } from './router-state.ts';

const UNKNOWN: CandidateHealth = createCandidateHealth();

function choose(
  state: AdaptiveRouterState,
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
  for (const one of assessments) {
    const probation = state.probation[one.candidate];
    if (probation !== undefined && isTrialDue(probation, nowMs)) dueTrials.add(one.candidate);
    const isTried = nowMs - (state.tried[one.candidate] ?? Number.NEGATIVE_INFINITY) < TRIAL_LOST_AFTER_MS;
    if (one.observations === 0 && one !== baseline && !isTried) neverObserved.add(one.candidate);
  }
  const experienceOf = (one: Assessment): ExperienceOf => ({
    experience: (state.health[one.candidate] ?? UNKNOWN).experience,
    usual: (state.health[one.candidate] ?? UNKNOWN).usual,
    expectedCostUsd: expectedCostOf(one, question.expectedCostUsd),
    risk: one.risk,
  });
  return chooseBayes(
    {
      baseline,
      assessments,
      expectedCostUsd: question.expectedCostUsd,
      movedTo: state.movedTo[scope],
      dueTrials,
      neverObserved,
      mayLeave:
        state.probation[baseline.candidate] !== undefined ||
        mayLeave(state.health[baseline.candidate] ?? UNKNOWN, settings, nowMs),
      isNoWorse: candidate => {
        const other = assessments.find(one => one.candidate === candidate);
        return (
          other === undefined ||
          isNoWorse(experienceOf(baseline), experienceOf(other), candidate === state.movedTo[scope], settings)
        );
      },
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

/** Probability of what the live router did: only a canary with two different choices is a draw. */
function computePropensity(
  question: DecisionQuestion,
  differs: boolean,
  treated: boolean,
  settings: AdaptiveSettings,
): number {
  if (!settings.enabled || settings.rollout !== 'canary' || !differs) return 1;
  if (question.conversationId === undefined) return 1;
  return treated ? settings.canaryShare : 1 - settings.canaryShare;
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
  const health = candidates.map(candidate => {
    const known = state.health[candidate] ?? UNKNOWN;
    const isCold =
      (known.observations === 0 && candidate !== question.baseline) ||
      state.probation[candidate] !== undefined;
    return assessCandidate(candidate, known, isCold, settings, nowMs);
  });
  const baseline = health[candidates.indexOf(question.baseline)];
  if (baseline === undefined) throw new TypeError('the baseline is always among the candidates');
  const choice = choose(state, question, scope, baseline, health, settings, nowMs);
  const confidenceDelta = choice.suggested.adjustedScore - baseline.adjustedScore;
  const isOther = choice.suggested.candidate !== baseline.candidate;
  const wouldSwitch = isOther && confidenceDelta >= settings.minConfidenceDelta;
  const treated = isTreated(question, settings);
  const applied = settings.enabled && treated && wouldSwitch && !choice.isBlocked;
  const first = applied ? choice.suggested.candidate : question.baseline;
  return {
    scope,
    enabled: settings.enabled,
    rollout: settings.rollout,
    baseline: question.baseline,
    suggested: choice.suggested.candidate,
    confidenceDelta,
    effectiveOrder: [first, ...candidates.filter(candidate => candidate !== first)],
    wouldSwitch,
    applied,
    costGuardBlocked: choice.isBlocked,
    costMultiplier: choice.costMultiplier,
    maxCostMultiplier: settings.maxCostMultiplier,
    propensity: computePropensity(question, wouldSwitch && !choice.isBlocked, treated, settings),
    trial: choice.trial && (applied || !isOther),
    treated,
    health,
  };
}
