import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type Experience, forgetIllness, TYPICAL_OUTPUT_TOKENS } from './experience.ts';

/** What is known of one candidate when a turn is about to be sent. */
export interface ExperienceOf {
  readonly experience: Experience;
  /** Stands in for what was not seen. */
  readonly usual: { readonly ttftMs: number; readonly totalMs: number };
  readonly expectedCostUsd: number | undefined;
  readonly risk: number;
}

/** What a turn is expected to be like where a candidate is asked first. */
export interface Outlook {
  readonly ttftMs: number;
  readonly totalMs: number;
  readonly costUsd: number | undefined;
  /** Attempts expected to fail. */
  readonly failures: number;
  /** Failures the client sees, because its answer had begun. */
  readonly brokenShare: number;
}

/** Newer times count alone once they differ from the long memory by more than chance explains. */
const CHANGED_RATIO = 1.4;
/** A broken answer has cost about half, and is asked for again after a pause. */
const BROKEN_COST_SHARE = 0.5;
const CLIENT_PAUSE_MS = 1000;

function settle(lately: number | undefined, long: number | undefined, usual: number): number {
  if (lately === undefined || long === undefined) return lately ?? long ?? usual;
  return lately > long * CHANGED_RATIO || lately < long / CHANGED_RATIO ? lately : long;
}

interface Pace {
  readonly ttftMs: number;
  readonly totalMs: number;
}

function paceOf({ experience, usual }: ExperienceOf, tokens: number): Pace {
  const usualPace = Math.max(0, usual.totalMs - usual.ttftMs) / TYPICAL_OUTPUT_TOKENS;
  const ttftMs = settle(experience.ttftMs, experience.longTtftMs, usual.ttftMs);
  const msPerToken = settle(experience.msPerToken, experience.longMsPerToken, usualPace);
  return { ttftMs, totalMs: ttftMs + msPerToken * tokens };
}

/** Attempts that fail before their first byte: somebody else is asked then. */
function fallsBackShareOf({ experience: { failureShare, brokenShare } }: ExperienceOf): number {
  return Math.max(0, failureShare - brokenShare);
}

/**
 * A turn asked of `first`: with the share of its failures it also takes the time lost there, and then goes to
 * `next` (before the first byte) or once more to `first` (after it).
 */
export function expectTurn(first: ExperienceOf, next: ExperienceOf, tokens: number): Outlook {
  const { failureShare, brokenShare, lostMs } = first.experience;
  const fallsBackShare = fallsBackShareOf(first);
  const own = paceOf(first, tokens);
  const other = paceOf(next, tokens);
  const after = (ownMs: number, otherMs: number) =>
    (1 - fallsBackShare) * ownMs +
    fallsBackShare * (lostMs + otherMs) +
    brokenShare * (lostMs + CLIENT_PAUSE_MS);
  const { expectedCostUsd: ownUsd } = first;
  const { expectedCostUsd: otherUsd } = next;
  return {
    ttftMs: after(own.ttftMs, other.ttftMs),
    totalMs: after(own.totalMs, other.totalMs),
    costUsd:
      ownUsd === undefined
        ? undefined
        : (1 - fallsBackShare) * ownUsd +
          fallsBackShare * (otherUsd ?? ownUsd) +
          brokenShare * BROKEN_COST_SHARE * ownUsd,
    failures: failureShare,
    brokenShare,
  };
}

/** From leaving until the first choice may be proven well again: the first wait and the proof. */
const AWAY_MS = 180_000;

/**
 * Share of the time away during which an illness is expected to last: the mean of 2^(-t / half-life) over it, as
 * belief forgets it.
 */
function computeStillIllShare(settings: AdaptiveSettings): number {
  const fading = (AWAY_MS * Math.LN2) / settings.halfLifeMs;
  return (1 - Math.exp(-fading)) / fading;
}

/** A turn at the first choice while traffic would be away: ill for most of that time, and well for the rest. */
function expectStay(
  baseline: ExperienceOf,
  fallback: ExperienceOf,
  tokens: number,
  settings: AdaptiveSettings,
): Outlook {
  const ill = expectTurn(baseline, fallback, tokens);
  const well = expectTurn({ ...baseline, experience: forgetIllness(baseline.experience) }, fallback, tokens);
  const share = computeStillIllShare(settings);
  const mix = (illValue: number, wellValue: number) => share * illValue + (1 - share) * wellValue;
  return {
    ttftMs: mix(ill.ttftMs, well.ttftMs),
    totalMs: mix(ill.totalMs, well.totalMs),
    costUsd:
      ill.costUsd === undefined || well.costUsd === undefined ? undefined : mix(ill.costUsd, well.costUsd),
    failures: mix(ill.failures, well.failures),
    brokenShare: mix(ill.brokenShare, well.brokenShare),
  };
}

/** How much worse a figure may be expected to be before a move counts as a loss. */
interface Margin {
  readonly timeRatio: number;
  readonly costRatio: number;
  readonly failures: number;
  readonly qualityLossShare: number;
}

const TO_MOVE: Margin = { timeRatio: 1.02, costRatio: 1.01, failures: 0.01, qualityLossShare: 0.02 };
/** Traffic that was moved is not moved back for a difference that may be chance. */
export const TO_STAY: Margin = { timeRatio: 1.25, costRatio: 1.05, failures: 0.08, qualityLossShare: 0.03 };

/** A move has to be worth it: this share of the time, or so many broken answers or failed attempts fewer a turn. */
const LEAST_TOTAL_GAIN = 0.1;
const LEAST_TTFT_GAIN = 0.2;
const LEAST_BROKEN_GAIN = 0.04;
const LEAST_FAILURE_GAIN = 0.5;

/** Few answers say little: a difference in quality counts half where so many answers are behind it. */
const QUALITY_PRIOR_ANSWERS = 12;
/** The newest answers count alone once they are this much worse than the long memory. */
const QUALITY_CHANGED_SHARE = 0.12;

function qualityOf({ qualityShare, longQualityShare }: Experience): number | undefined {
  if (qualityShare === undefined || longQualityShare === undefined) return longQualityShare;
  return longQualityShare - qualityShare > QUALITY_CHANGED_SHARE ? qualityShare : longQualityShare;
}

/** Quality lost where an answer of `after` stands in for one of `before`, as far as their answers tell; below 0 it is gained. */
/**
 * Quality lost where an answer of `after` stands in for one of `before`, as far as their answers tell; below 0 it
 * is gained.
 */
export function loseQuality(
  before: Experience,
  after: Experience,
  priorAnswers = QUALITY_PRIOR_ANSWERS,
): number {
  const had = qualityOf(before);
  const has = qualityOf(after);
  if (had === undefined || has === undefined) return 0;
  // A difference of two means is as certain as half their harmonic mean of answers.
  const answers = (before.answers * after.answers) / Math.max(1, before.answers + after.answers);
  return ((had - has) * answers) / (answers + priorAnswers);
}

/**
 * Quality expected to be lost by a turn at `candidate` instead of `baseline`. What fails at the baseline before its
 * first byte is answered by `fallback` as it is.
 */
function expectQualityLoss(
  baseline: ExperienceOf,
  candidate: ExperienceOf,
  fallback: ExperienceOf,
  priorAnswers?: number,
): number {
  const fallsBackShare = fallsBackShareOf(baseline);
  return (
    (1 - fallsBackShare) * loseQuality(baseline.experience, candidate.experience, priorAnswers) +
    fallsBackShare * loseQuality(fallback.experience, candidate.experience, priorAnswers)
  );
}

/** To send traffic back to one that was left as ill, worse answers have to be this much surer than to stay there. */
const PRIOR_ANSWERS_TO_FLEE = 36;

/** Whether answers where traffic is are worse beyond doubt: then it does not wait for the one that was left to be well. */
export function isAnsweredWorse(
  baseline: ExperienceOf,
  current: ExperienceOf,
  fallback: ExperienceOf,
): boolean {
  return expectQualityLoss(baseline, current, fallback, PRIOR_ANSWERS_TO_FLEE) > TO_STAY.qualityLossShare;
}

/** So many attempts in a row that failed before their first byte: its turns end up at the fallback anyway. */
const FAILING_IN_ROW = 5;

/**
 * Whether a turn asked of `candidate` is expected to cost no more than one asked of `baseline`, as long as the cost
 * guard is on. What fails at the baseline pays the price of `fallback`: where every turn does, no more than that.
 * @param fallback who is asked where the baseline fails: the next in the policy's order
 */
export function isCheapEnough(
  baseline: ExperienceOf,
  candidate: ExperienceOf,
  fallback: ExperienceOf,
  isCurrent: boolean,
  settings: AdaptiveSettings,
): boolean {
  if (!settings.costGuardEnabled) return true;
  const tokens = baseline.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const { costUsd: nowUsd } = expectTurn(baseline, fallback, tokens);
  const { costUsd: thenUsd } = expectTurn(candidate, baseline, tokens);
  if (nowUsd === undefined || thenUsd === undefined) return true;
  if (thenUsd <= nowUsd * (isCurrent ? TO_STAY : TO_MOVE).costRatio) return true;
  return (
    baseline.risk >= settings.criticalRiskThreshold &&
    baseline.experience.failedInRow >= FAILING_IN_ROW &&
    (candidate.expectedCostUsd ?? 0) <= (fallback.expectedCostUsd ?? 0)
  );
}

/**
 * Whether a turn sent to `candidate` is expected to be no worse than one sent to `baseline` in any figure but
 * the price (see `isCheapEnough`), and better enough in one to be worth a move.
 * @param fallback who is asked where the baseline fails: the next in the policy's order
 * @param isCurrent whether the traffic is there already: then it stays unless it is clearly worse
 */
export function isWorthIt(
  baseline: ExperienceOf,
  candidate: ExperienceOf,
  fallback: ExperienceOf,
  isCurrent: boolean,
  settings: AdaptiveSettings,
): boolean {
  const margin = isCurrent ? TO_STAY : TO_MOVE;
  const tokens = baseline.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const now = expectStay(baseline, fallback, tokens, settings);
  const then = expectTurn(candidate, baseline, tokens);
  if (then.totalMs > now.totalMs * margin.timeRatio) return false;
  if (then.ttftMs > now.ttftMs * margin.timeRatio) return false;
  if (then.failures > now.failures + margin.failures) return false;
  if (expectQualityLoss(baseline, candidate, fallback) > margin.qualityLossShare) return false;
  return (
    isCurrent ||
    then.totalMs <= now.totalMs * (1 - LEAST_TOTAL_GAIN) ||
    then.ttftMs <= now.ttftMs * (1 - LEAST_TTFT_GAIN) ||
    then.brokenShare <= now.brokenShare - LEAST_BROKEN_GAIN ||
    then.failures <= now.failures - LEAST_FAILURE_GAIN
  );
}
