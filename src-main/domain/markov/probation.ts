import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type CandidateHealth, readHealth } from './candidate-health.ts';
import type { Observation } from './observation.ts';

/**
 * A candidate that traffic was moved away from. It counts as cold until a few single requests, spread over some
 * time, went well; every relapse doubles that time, so that a flapping candidate is not flapped with.
 */
export interface Probation {
  readonly sinceMs: number;
  readonly relapses: number;
  /** Wait after the next trial that goes badly. */
  readonly waitMs: number;
  readonly nextTrialAtMs: number;
  /** When the trial now on its way was sent. */
  readonly trialSentAtMs: number | undefined;
  readonly goodInRow: number;
  readonly goodSinceMs: number;
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
/** A trial this slow, on the filter's own scale, is not a good one. */
const GOOD_SLOWNESS_SHARE = 0.3;

export interface PassedProbation {
  readonly atMs: number;
  readonly relapses: number;
}

export function startProbation(
  passed: PassedProbation | undefined,
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
    relapses,
    waitMs,
    nextTrialAtMs: nowMs + waitMs * FIRST_WAIT_SHARE,
    trialSentAtMs: undefined,
    goodInRow: 0,
    goodSinceMs: nowMs,
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
  if (isGood(seen, health)) return 0;
  const { failed, ttftSlownessShare = 0, latencySlownessShare = 0 } = readHealth(seen, health.usual);
  const isBroken = failed && seen.ttftMs !== undefined;
  return isBroken || Math.max(ttftSlownessShare, latencySlownessShare) >= SEVERE_SLOWNESS_SHARE ? 2 : 1;
}

/** Whether a candidate's newest turns, none older than a half-life, give reason enough to leave it. */
export function mayLeave(health: CandidateHealth, settings: AdaptiveSettings, nowMs: number): boolean {
  let hurt = 0;
  for (const one of health.recent.slice(-NEWEST_TURNS)) {
    if (nowMs - one.endedAtMs < settings.halfLifeMs) hurt += hurtOf(one, health);
  }
  return hurt >= HURT_TO_LEAVE;
}

function isGood(seen: Observation, health: CandidateHealth): boolean {
  const reading = readHealth(seen, health.usual);
  return (
    !reading.failed &&
    (reading.ttftSlownessShare ?? 0) <= GOOD_SLOWNESS_SHARE &&
    (reading.latencySlownessShare ?? 0) <= GOOD_SLOWNESS_SHARE &&
    (reading.qualityLossShare ?? 0) <= 0.5
  );
}

/** What an observation of the candidate does to its probation; `passed` ends it. */
export function judgeTrial(
  probation: Probation,
  seen: Observation,
  health: CandidateHealth,
  settings: AdaptiveSettings,
): Probation | 'passed' {
  const nowMs = seen.endedAtMs;
  if (nowMs - (seen.totalMs ?? 0) < probation.sinceMs) {
    // Begun before it was left: bad news confirms the move and puts the first trial off, good news proves nothing.
    if (isGood(seen, health)) return probation;
    const latestMs = probation.sinceMs + probation.waitMs;
    const laterMs = probation.nextTrialAtMs + probation.waitMs * FIRST_WAIT_SHARE;
    return { ...probation, nextTrialAtMs: Math.max(probation.nextTrialAtMs, Math.min(latestMs, laterMs)) };
  }
  if (!isGood(seen, health)) {
    const waitMs = Math.min(settings.probeAtMostMs, probation.waitMs * 2);
    return {
      ...probation,
      waitMs,
      nextTrialAtMs: nowMs + probation.waitMs,
      trialSentAtMs: undefined,
      goodInRow: 0,
    };
  }
  const goodInRow = probation.goodInRow + 1;
  const goodSinceMs = goodInRow === 1 ? nowMs : probation.goodSinceMs;
  const proofMs = FIRST_PROOF_MS * 2 ** probation.relapses;
  if (goodInRow >= GOOD_TRIALS_NEEDED && nowMs - goodSinceMs >= proofMs) return 'passed';
  return {
    ...probation,
    goodInRow,
    goodSinceMs,
    trialSentAtMs: undefined,
    nextTrialAtMs: nowMs + proofMs / GOOD_TRIALS_NEEDED,
  };
}
