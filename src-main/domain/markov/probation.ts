import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type CandidateHealth, isGoodTurn, readHealth } from './candidate-health.ts';
import type { Observation } from './observation.ts';
import type { StayAway, TurnShares } from './return-outlook.ts';

/**
 * A candidate that traffic was moved away from. It counts as cold until a few single requests, spread over some
 * time, went well; every relapse doubles that time, so that a flapping candidate is not flapped with.
 */
export interface Probation {
  readonly sinceMs: number;
  /** Where its traffic went. */
  readonly leftFor: string;
  /** What a turn there was worth, by the newest news of its illness. */
  readonly won: TurnShares;
  /** When it was last seen ill. */
  readonly illUntilMs: number;
  readonly relapses: number;
  /** Wait after the next trial that goes badly. */
  readonly waitMs: number;
  readonly nextTrialAtMs: number;
  /** When the trial now on its way was sent. */
  readonly trialSentAtMs: number | undefined;
  readonly goodInRow: number;
  readonly goodSinceMs: number;
  /** Its trials went well for long enough: traffic may come back where that pays. */
  readonly isProven: boolean;
}

/** A passed probation is remembered this long: being left again within it is a relapse. */
const RELAPSE_WITHIN_MS = 1_200_000;
const GOOD_TRIALS_NEEDED = 3;
/** A single bad turn may have been chance: the first trial comes after this share of the wait. */
const FIRST_WAIT_SHARE = 0.4;
/** A whole window of a quota per minute: under one that is nearly used up, two or three quick trials go well. */
const FIRST_PROOF_MS = 60_000;
/** A trial whose end was never reported does not block the next one for longer than this. */
export const TRIAL_LOST_AFTER_MS = 120_000;
const MOST_RELAPSES = 6;

export interface PassedProbation {
  readonly atMs: number;
  readonly relapses: number;
}

export function startProbation(
  passed: PassedProbation | undefined,
  leftFor: string,
  won: TurnShares,
  settings: AdaptiveSettings,
  nowMs: number,
): Probation {
  const relapses =
    passed !== undefined && nowMs - passed.atMs < RELAPSE_WITHIN_MS
      ? Math.min(MOST_RELAPSES, passed.relapses + 1)
      : 0;
  const waitMs = Math.min(settings.probeAtMostMs, settings.probeAfterMs * 2 ** relapses);
  return {
    sinceMs: nowMs,
    leftFor,
    won,
    illUntilMs: nowMs,
    relapses,
    waitMs,
    nextTrialAtMs: nowMs + waitMs * FIRST_WAIT_SHARE,
    trialSentAtMs: undefined,
    goodInRow: 0,
    goodSinceMs: nowMs,
    isProven: false,
  };
}

export function isTrialDue(probation: Probation, nowMs: number): boolean {
  const isOnItsWay =
    probation.trialSentAtMs !== undefined && nowMs - probation.trialSentAtMs < TRIAL_LOST_AFTER_MS;
  return !isOnItsWay && nowMs >= probation.nextTrialAtMs;
}

/** A single quick failure or slowish turn may be chance; two, or one that hurt, are reason enough. */
const HURT_TO_LEAVE = 2;
const NEWEST_TURNS = 6;
const SEVERE_SLOWNESS_SHARE = 0.75;

/** 0 for a good turn, 1 for a bad one, 2 for one that hurt: a broken stream, a failure after a long wait, a crawl. */
function hurtOf(seen: Observation, health: CandidateHealth): 0 | 1 | 2 {
  if (isGoodTurn(seen, health.usual)) return 0;
  const { failed, ttftSlownessShare = 0, latencySlownessShare = 0 } = readHealth(seen, health.usual);
  const isBroken = failed && seen.ttftMs !== undefined;
  return isBroken || Math.max(ttftSlownessShare, latencySlownessShare) >= SEVERE_SLOWNESS_SHARE ? 2 : 1;
}

/** Where coming back makes no difference, the policy's order holds again once it was well for the longest wait between trials. */
export function isLongAgo(probation: Probation, settings: AdaptiveSettings, nowMs: number): boolean {
  return nowMs - probation.goodSinceMs >= settings.probeAtMostMs;
}

export function stayAwayOf({ won, sinceMs, illUntilMs, goodSinceMs }: Probation, nowMs: number): StayAway {
  return { won, illMs: illUntilMs - sinceMs, wellMs: nowMs - goodSinceMs };
}

/** Who was left and came back is not left again at once: each relapse doubles the rest. */
const FIRST_REST_MS = 60_000;

export function isRested(passed: PassedProbation | undefined, nowMs: number): boolean {
  return passed === undefined || nowMs - passed.atMs >= FIRST_REST_MS * 2 ** passed.relapses;
}

/** Whether a candidate's newest turns, none older than a half-life, give reason enough to leave it. */
export function mayLeave(health: CandidateHealth, settings: AdaptiveSettings, nowMs: number): boolean {
  let hurt = 0;
  for (const one of health.recent.slice(-NEWEST_TURNS)) {
    if (nowMs - one.endedAtMs < settings.halfLifeMs) hurt += hurtOf(one, health);
  }
  return hurt >= HURT_TO_LEAVE;
}

/** What an observation of the candidate does to its probation. */
export function judgeTrial(
  probation: Probation,
  seen: Observation,
  health: CandidateHealth,
  settings: AdaptiveSettings,
): Probation {
  const nowMs = seen.endedAtMs;
  if (nowMs - (seen.totalMs ?? 0) < probation.sinceMs) {
    // Begun before it was left: bad news confirms the move and puts the first trial off, good news proves nothing.
    if (isGoodTurn(seen, health.usual)) return probation;
    const latestMs = probation.sinceMs + probation.waitMs;
    const laterMs = probation.nextTrialAtMs + probation.waitMs * FIRST_WAIT_SHARE;
    return {
      ...probation,
      illUntilMs: nowMs,
      nextTrialAtMs: Math.max(probation.nextTrialAtMs, Math.min(latestMs, laterMs)),
    };
  }
  if (!isGoodTurn(seen, health.usual)) {
    const waitMs = Math.min(settings.probeAtMostMs, probation.waitMs * 2);
    return {
      ...probation,
      waitMs,
      illUntilMs: nowMs,
      nextTrialAtMs: nowMs + probation.waitMs,
      trialSentAtMs: undefined,
      goodInRow: 0,
      isProven: false,
    };
  }
  const goodInRow = probation.goodInRow + 1;
  const goodSinceMs = goodInRow === 1 ? nowMs : probation.goodSinceMs;
  const proofMs = FIRST_PROOF_MS * 2 ** probation.relapses;
  const isProven = goodInRow >= GOOD_TRIALS_NEEDED && nowMs - goodSinceMs >= proofMs;
  return {
    ...probation,
    goodInRow,
    goodSinceMs,
    trialSentAtMs: undefined,
    // Proven, it is still looked at now and then for as long as traffic stays away.
    nextTrialAtMs: nowMs + (isProven ? settings.probeAfterMs : proofMs / GOOD_TRIALS_NEEDED),
    isProven,
  };
}
