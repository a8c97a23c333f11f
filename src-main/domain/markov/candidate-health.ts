import { nextEwma } from '../health/ewma.ts';
import type { AdaptiveSettings } from './adaptive-settings.ts';
import {
  type BayesBelief,
  computeSlowness,
  type HealthReading,
  relaxTowardPrior,
  stepBayes,
} from './bayes-step.ts';
import { type Experience, followExperience, NO_EXPERIENCE, TYPICAL_OUTPUT_TOKENS } from './experience.ts';
import { STATE_PRIOR, type StateVector } from './health-state.ts';
import { NO_TRANSITIONS } from './learned-transitions.ts';
import type { Observation } from './observation.ts';
import { meanOfObservations } from './observed-means.ts';
import type { ObservedAverages } from './performance.ts';
import { computePressure } from './pressure.ts';
import { stepReference } from './reference-step.ts';
import { clampShare } from './scale.ts';

/** What is usual for a candidate, from its configured prior at first and then learned slowly. */
export interface UsualFigures {
  readonly ttftMs: number;
  readonly totalMs: number;
}

/** Prior of any deployment nothing is configured for. */
export const DEFAULT_USUAL: UsualFigures = { ttftMs: 1500, totalMs: 6000 };

/** What is believed of one candidate. Replaced whole with every observation. */
export interface CandidateHealth extends BayesBelief {
  readonly observations: number;
  readonly lastAtMs: number | undefined;
  readonly usual: UsualFigures;
  readonly averages: ObservedAverages;
  readonly experience: Experience;
  /** The newest observations, oldest first, at most `maxHistory`. */
  readonly recent: readonly Observation[];
}

export function createCandidateHealth(usual: UsualFigures = DEFAULT_USUAL): CandidateHealth {
  return {
    distribution: STATE_PRIOR,
    counts: NO_TRANSITIONS,
    observations: 0,
    lastAtMs: undefined,
    usual,
    averages: {},
    experience: NO_EXPERIENCE,
    recent: [],
  };
}

/** The usual figures take hundreds of turns to follow: what creeps must not pass for usual before it is noticed. */
const USUAL_ALPHA = 0.003;

/** Total latency the attempt would have had with an answer of typical length; as seen where it cannot be told. */
export function normaliseTotalMs(seen: Observation): number | undefined {
  const { totalMs, ttftMs, outputTokens } = seen;
  if (totalMs === undefined || ttftMs === undefined || outputTokens === undefined) return totalMs;
  const generationMs = Math.max(0, totalMs - ttftMs);
  return ttftMs + (generationMs * TYPICAL_OUTPUT_TOKENS) / Math.max(40, outputTokens);
}

/** Between healthy and failing this reading says nothing: a quick failure is no sign of health. */
const NEUTRAL_LATENCY_SHARE = 0.325;

/** Readings of the five-state filter: slowness counts from 1.25 times the usual, but never below 1.5 s and 8 s. */
export function readHealth(seen: Observation, usual: UsualFigures): HealthReading {
  const totalMs = normaliseTotalMs(seen);
  const latencyShare =
    totalMs === undefined ? 0 : computeSlowness(totalMs, Math.max(8000, 1.25 * usual.totalMs), 4);
  const reading: { -readonly [K in keyof HealthReading]: HealthReading[K] } = { failed: !seen.ok };
  if (seen.ttftMs !== undefined) {
    reading.ttftSlownessShare = computeSlowness(seen.ttftMs, Math.max(1500, 1.25 * usual.ttftMs), 4);
  }
  if (totalMs !== undefined) {
    reading.latencySlownessShare = seen.ok ? latencyShare : Math.max(NEUTRAL_LATENCY_SHARE, latencyShare);
  }
  if (seen.qualityShare !== undefined) reading.qualityLossShare = 1 - clampShare(seen.qualityShare);
  if (seen.tokenPressureShare !== undefined) {
    reading.tokenPressureShare = clampShare(seen.tokenPressureShare);
  }
  return reading;
}

/** A turn slower than this, on the filter's own scale, is not a good one. */
const GOOD_SLOWNESS_SHARE = 0.3;
const GOOD_QUALITY_LOSS_SHARE = 0.5;

/** Whether a turn went as it should: it was answered, in usual time, and its answer could be used. */
export function isGoodTurn(seen: Observation, usual: UsualFigures): boolean {
  const reading = readHealth(seen, usual);
  return (
    !reading.failed &&
    (reading.ttftSlownessShare ?? 0) <= GOOD_SLOWNESS_SHARE &&
    (reading.latencySlownessShare ?? 0) <= GOOD_SLOWNESS_SHARE &&
    (reading.qualityLossShare ?? 0) <= GOOD_QUALITY_LOSS_SHARE
  );
}

function followUsual(usual: number, seenMs: number | undefined): number {
  return seenMs === undefined ? usual : nextEwma(usual, Math.min(seenMs, 2 * usual), USUAL_ALPHA);
}

type Averages = { -readonly [K in keyof ObservedAverages]: ObservedAverages[K] };

function follow(averages: Averages, key: keyof Averages, value: number | undefined): void {
  if (value !== undefined) averages[key] = nextEwma(averages[key], value);
}

/** Member by member, as all of this file: it runs after every attempt, where a spread costs more than the mathematics. */
function followAverages(before: ObservedAverages, seen: Observation): ObservedAverages {
  const averages: Averages = { ...before };
  follow(averages, 'ttftMs', seen.ok ? seen.ttftMs : undefined);
  follow(averages, 'totalMs', normaliseTotalMs(seen));
  follow(averages, 'costUsd', seen.ok ? seen.costUsd : undefined);
  follow(averages, 'qualityShare', seen.qualityShare);
  follow(averages, 'errorRateShare', seen.errorRateShare ?? (seen.ok ? 0 : 1));
  follow(averages, 'successShare', seen.ok ? 1 : 0);
  return averages;
}

/** The newest `atMost`, oldest first. */
function addRecent(
  recent: readonly Observation[],
  seen: Observation,
  atMost: number,
): readonly Observation[] {
  const newest = recent.slice(Math.max(0, recent.length + 1 - atMost));
  newest.push(seen);
  return newest;
}

/** What is believed after one more observation of the candidate. */
export function observe(
  health: CandidateHealth,
  seen: Observation,
  settings: AdaptiveSettings,
): CandidateHealth {
  const recent = addRecent(health.recent, seen, settings.maxHistory);
  const observations = health.observations + 1;
  const lastAtMs = seen.endedAtMs;
  if (settings.preset === 'reference') {
    return {
      observations,
      lastAtMs,
      recent,
      distribution: stepReference(health.distribution, computePressure(seen), settings.decay),
      counts: health.counts,
      usual: health.usual,
      averages: meanOfObservations(recent),
      experience: health.experience,
    };
  }
  const elapsedMs = health.lastAtMs === undefined ? 0 : seen.endedAtMs - health.lastAtMs;
  const belief = stepBayes(
    {
      distribution: relaxTowardPrior(health.distribution, elapsedMs, settings.halfLifeMs),
      counts: health.counts,
    },
    readHealth(seen, health.usual),
  );
  return {
    observations,
    lastAtMs,
    recent,
    distribution: belief.distribution,
    counts: belief.counts,
    usual: {
      ttftMs: followUsual(health.usual.ttftMs, seen.ok ? seen.ttftMs : undefined),
      totalMs: followUsual(health.usual.totalMs, seen.ok ? normaliseTotalMs(seen) : undefined),
    },
    averages: followAverages(health.averages, seen),
    experience: followExperience(
      health.experience,
      seen,
      isGoodTurn(seen, health.usual),
      2 ** (-Math.max(0, elapsedMs) / settings.halfLifeMs),
    ),
  };
}

/** The distribution as believed now: `bayes` forgets with time, `reference` only with observations. */
export function believeNow(health: CandidateHealth, nowMs: number, settings: AdaptiveSettings): StateVector {
  if (settings.preset === 'reference' || health.lastAtMs === undefined) return health.distribution;
  return relaxTowardPrior(health.distribution, nowMs - health.lastAtMs, settings.halfLifeMs);
}
