import { nextEwma } from '../health/ewma.ts';
import type { AdaptiveSettings } from './adaptive-settings.ts';
import type { Observation } from './observation.ts';

/** Output tokens of the turn that configured priors speak of. */
export const TYPICAL_OUTPUT_TOKENS = 250;
const FEWEST_OUTPUT_TOKENS = 40;
/** Outcomes are 0 or 1 and need a longer memory than times do. */
const OUTCOME_ALPHA = 0.1;

/** What turns at a candidate have been like lately; absent where nothing was seen. */
export interface Experience {
  readonly ttftMs: number | undefined;
  readonly msPerToken: number | undefined;
  readonly outputTokens: number | undefined;
  readonly failureShare: number;
  /** Time lost in an attempt that failed. */
  readonly lostMs: number;
  /** Of answers that were given, cut ones included. */
  readonly qualityShare: number | undefined;
}

export const NO_EXPERIENCE: Experience = {
  ttftMs: undefined,
  msPerToken: undefined,
  outputTokens: undefined,
  failureShare: 0,
  lostMs: 0,
  qualityShare: undefined,
};

export function followExperience(before: Experience, seen: Observation): Experience {
  const qualityShare =
    seen.qualityShare === undefined
      ? before.qualityShare
      : nextEwma(before.qualityShare, seen.qualityShare, OUTCOME_ALPHA);
  const failureShare = nextEwma(before.failureShare, seen.ok ? 0 : 1, OUTCOME_ALPHA);
  if (!seen.ok) {
    const lostMs = nextEwma(before.lostMs === 0 ? undefined : before.lostMs, seen.totalMs ?? 0);
    return { ...before, qualityShare, failureShare, lostMs };
  }
  const { ttftMs, totalMs, outputTokens } = seen;
  const msPerToken =
    ttftMs === undefined || totalMs === undefined || outputTokens === undefined
      ? undefined
      : Math.max(0, totalMs - ttftMs) / Math.max(FEWEST_OUTPUT_TOKENS, outputTokens);
  return {
    ...before,
    qualityShare,
    failureShare,
    ttftMs: ttftMs === undefined ? before.ttftMs : nextEwma(before.ttftMs, ttftMs),
    msPerToken: msPerToken === undefined ? before.msPerToken : nextEwma(before.msPerToken, msPerToken),
    outputTokens:
      outputTokens === undefined
        ? before.outputTokens
        : nextEwma(before.outputTokens, outputTokens, OUTCOME_ALPHA),
  };
}

interface Usual {
  readonly ttftMs: number;
  readonly totalMs: number;
}

export interface ExperienceOf {
  readonly experience: Experience;
  /** Stands in for what was not seen. */
  readonly usual: Usual;
  readonly expectedCostUsd: number | undefined;
  readonly risk: number;
}

function paceOf({ experience, usual }: ExperienceOf): {
  readonly ttftMs: number;
  readonly msPerToken: number;
} {
  return {
    ttftMs: experience.ttftMs ?? usual.ttftMs,
    msPerToken: experience.msPerToken ?? Math.max(0, usual.totalMs - usual.ttftMs) / TYPICAL_OUTPUT_TOKENS,
  };
}

interface Tolerance {
  readonly ratio: number;
  readonly ttftMs: number;
  readonly qualityLossShare: number;
}

/** Expected figures may be this much worse than the baseline's before a move counts as a loss. */
const TO_MOVE: Tolerance = { ratio: 1.1, ttftMs: 150, qualityLossShare: 0.05 };
/** Traffic that was moved is not moved back for a difference that may be chance. */
const TO_STAY: Tolerance = { ratio: 1.4, ttftMs: 400, qualityLossShare: 0.12 };

/**
 * Whether a turn sent to `candidate` is expected to be no worse than one sent to `baseline` as things stand.
 * A turn at the baseline takes (1 - f) * own time + f * (time lost + the candidate's time), since a failed attempt
 * falls back. Where the candidate is dearer, price times time must not rise, unless the baseline's risk is critical.
 */
export function isNoWorse(
  baseline: ExperienceOf,
  candidate: ExperienceOf,
  isCurrent: boolean,
  settings: AdaptiveSettings,
): boolean {
  const tolerance = isCurrent ? TO_STAY : TO_MOVE;
  const tokens = baseline.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const failure = baseline.experience.failureShare;
  const own = paceOf(baseline);
  const other = paceOf(candidate);
  const otherTotalMs =
    other.ttftMs +
    other.msPerToken * tokens +
    candidate.experience.failureShare * candidate.experience.lostMs;
  const nowTotalMs =
    (1 - failure) * (own.ttftMs + own.msPerToken * tokens) +
    failure * (baseline.experience.lostMs + otherTotalMs);
  const nowTtftMs = (1 - failure) * own.ttftMs + failure * (baseline.experience.lostMs + other.ttftMs);
  if (otherTotalMs > nowTotalMs * tolerance.ratio) return false;
  if (other.ttftMs > nowTtftMs * tolerance.ratio + tolerance.ttftMs) return false;
  const qualityLoss = (baseline.experience.qualityShare ?? 1) - (candidate.experience.qualityShare ?? 1);
  if (qualityLoss > tolerance.qualityLossShare) return false;
  const { expectedCostUsd: ownCost } = baseline;
  const { expectedCostUsd: otherCost } = candidate;
  if (ownCost === undefined || otherCost === undefined || otherCost <= ownCost) return true;
  return (
    isCurrent ||
    baseline.risk >= settings.criticalRiskThreshold ||
    otherCost * otherTotalMs <= ownCost * nowTotalMs
  );
}
