import type { AdaptiveSettings } from './adaptive-settings.ts';
import {
  type CandidateHealth,
  createCandidateHealth,
  observe,
  type UsualFigures,
} from './candidate-health.ts';
import type { AdaptiveDecision } from './decision.ts';
import type { ExperienceOf } from './expect-turn.ts';
import { forgetIllness } from './experience.ts';
import { computeRisk } from './health-state.ts';
import { followHeldBack, type HeldBack } from './held-back.ts';
import type { Observation } from './observation.ts';
import { judgeTrial, type PassedProbation, type Probation, startProbation } from './probation.ts';
import { computeWinShares } from './return-outlook.ts';

/** All the adaptive router has learned. Replaced whole by `nextRouterState`. */
export interface AdaptiveRouterState {
  readonly health: Readonly<Record<string, CandidateHealth>>;
  /** Candidates traffic was moved away from (preset `bayes`). */
  readonly probation: Readonly<Record<string, Probation>>;
  readonly passed: Readonly<Record<string, PassedProbation>>;
  /** When the one request to a candidate never observed was sent. */
  readonly tried: Readonly<Record<string, number>>;
  /** Scope (alias) to the candidate its traffic was moved to. */
  readonly movedTo: Readonly<Record<string, string>>;
  /** Scope to how often its first choice was held back lately. */
  readonly heldBack: Readonly<Record<string, HeldBack>>;
}

export const EMPTY_ROUTER_STATE: AdaptiveRouterState = {
  health: {},
  probation: {},
  passed: {},
  tried: {},
  movedTo: {},
  heldBack: {},
};

/** Facts the host reports. */
export type AdaptiveEvent =
  /** An attempt ended, whatever chose it. */
  | { readonly type: 'observed'; readonly observation: Observation }
  /** A decision was carried out: its first choice was really sent. */
  | { readonly type: 'dispatched'; readonly decision: AdaptiveDecision }
  /** Forget everything about one candidate, or about all. */
  | { readonly type: 'reset'; readonly candidate?: string };

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest;
}

function toExperience(health = createCandidateHealth()): ExperienceOf {
  const { experience, usual, averages } = health;
  return { experience, usual, expectedCostUsd: averages.costUsd, risk: computeRisk(health.distribution) };
}

function nextObserved(
  state: AdaptiveRouterState,
  seen: Observation,
  settings: AdaptiveSettings,
  usual: UsualFigures | undefined,
): AdaptiveRouterState {
  const before = state.health[seen.candidate] ?? createCandidateHealth(usual);
  const after = observe(before, seen, settings);
  const health = { ...state.health, [seen.candidate]: after };
  const probation = state.probation[seen.candidate];
  if (probation === undefined) return { ...state, health };
  const judged = judgeTrial(probation, seen, before, settings);
  const verdict =
    judged.illUntilMs === probation.illUntilMs
      ? judged
      : { ...judged, won: computeWinShares(toExperience(after), toExperience(health[probation.leftFor])) };
  if (!verdict.isProven || probation.isProven) {
    return { ...state, health, probation: { ...state.probation, [seen.candidate]: verdict } };
  }
  // What it was before it was left is no longer what it is: only the trials that proved it count.
  const proof = after.recent.filter(one => one.endedAtMs >= probation.goodSinceMs);
  const proven = proof.reduce((fresh, one) => observe(fresh, one, settings), {
    ...createCandidateHealth(before.usual),
    experience: forgetIllness(before.experience),
  });
  return {
    ...state,
    health: {
      ...health,
      [seen.candidate]: {
        ...proven,
        counts: after.counts,
        observations: after.observations,
        recent: after.recent,
      },
    },
    probation: { ...state.probation, [seen.candidate]: verdict },
  };
}

/** Traffic is where the policy wants it again, proven well or for want of anything better. */
function comeBack(
  state: AdaptiveRouterState,
  scope: string,
  to: string,
  waiting: Probation | undefined,
  nowMs: number,
): AdaptiveRouterState {
  if (state.movedTo[scope] === undefined && waiting?.isProven !== true) return state;
  const movedTo = without(state.movedTo, scope);
  if (waiting === undefined) return { ...state, movedTo };
  return {
    ...state,
    movedTo,
    probation: without(state.probation, to),
    passed: { ...state.passed, [to]: { atMs: nowMs, relapses: waiting.relapses } },
  };
}

function nextDispatched(
  before: AdaptiveRouterState,
  decision: AdaptiveDecision,
  settings: AdaptiveSettings,
  nowMs: number,
): AdaptiveRouterState {
  if (settings.preset === 'reference') return before;
  const heldBack = followHeldBack(before.heldBack[decision.scope], decision);
  const isNews = heldBack !== before.heldBack[decision.scope];
  const state = isNews ? { ...before, heldBack: { ...before.heldBack, [decision.scope]: heldBack } } : before;
  const sentTo = decision.effectiveOrder[0] ?? decision.baseline;
  const waiting = state.probation[sentTo];
  if (decision.trial && waiting !== undefined) {
    const onItsWay = { ...waiting, trialSentAtMs: nowMs };
    return { ...state, probation: { ...state.probation, [sentTo]: onItsWay } };
  }
  if (decision.trial) return { ...state, tried: { ...state.tried, [sentTo]: nowMs } };
  if (sentTo === state.movedTo[decision.scope]) return state;
  if (!decision.applied) return comeBack(state, decision.scope, sentTo, waiting, nowMs);
  const left = state.movedTo[decision.scope] ?? decision.baseline;
  const leaving = [decision.baseline, left].filter(
    one => one !== sentTo && state.probation[one] === undefined,
  );
  const movedTo = { ...state.movedTo, [decision.scope]: sentTo };
  if (leaving.length === 0) return { ...state, movedTo };
  const taken = toExperience(state.health[sentTo]);
  const started = leaving.map(one => {
    const won = computeWinShares(toExperience(state.health[one]), taken);
    return [one, startProbation(state.passed[one], sentTo, won, settings, nowMs)];
  });
  return { ...state, movedTo, probation: { ...state.probation, ...Object.fromEntries(started) } };
}

/** The state after one fact. Never throws; an event that changes nothing gives the same state back. */
export function nextRouterState(
  state: AdaptiveRouterState,
  event: AdaptiveEvent,
  nowMs: number,
  settings: AdaptiveSettings,
  usual: Readonly<Record<string, UsualFigures>> = {},
): AdaptiveRouterState {
  switch (event.type) {
    case 'observed':
      return nextObserved(state, event.observation, settings, usual[event.observation.candidate]);
    case 'dispatched':
      return nextDispatched(state, event.decision, settings, nowMs);
    case 'reset': {
      if (event.candidate === undefined) return EMPTY_ROUTER_STATE;
      return {
        health: without(state.health, event.candidate),
        probation: without(state.probation, event.candidate),
        passed: without(state.passed, event.candidate),
        tried: without(state.tried, event.candidate),
        heldBack: state.heldBack,
        movedTo: Object.fromEntries(Object.entries(state.movedTo).filter(([, to]) => to !== event.candidate)),
      };
    }
  }
}
