import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type Experience, TYPICAL_OUTPUT_TOKENS } from './experience.ts';

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

/** How much worse a figure may be expected to be before a move counts as a loss. */
interface Margin {
  readonly timeRatio: number;
  readonly costRatio: number;
  readonly failures: number;
  readonly qualityLossShare: number;
}

const TO_MOVE: Margin = { timeRatio: 1.02, costRatio: 1.01, failures: 0.01, qualityLossShare: 0.02 };
/** Traffic that was moved is not moved back for a difference that may be chance. */
const TO_STAY: Margin = { timeRatio: 1.25, costRatio: 1.05, failures: 0.08, qualityLossShare: 0.03 };

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
function loseQuality(before: Experience, after: Experience): number {
  const had = qualityOf(before);
  const has = qualityOf(after);
  if (had === undefined || has === undefined) return 0;
  // A difference of two means is as certain as half their harmonic mean of answers.
  const answers = (before.answers * after.answers) / Math.max(1, before.answers + after.answers);
  return ((had - has) * answers) / (answers + QUALITY_PRIOR_ANSWERS);
}

/**
 * Quality expected to be lost by a turn at `candidate` instead of `baseline`. What fails at the baseline before its
 * first byte is answered by `fallback` as it is.
 */
function expectQualityLoss(baseline: ExperienceOf, candidate: ExperienceOf, fallback: ExperienceOf): number {
  const fallsBackShare = fallsBackShareOf(baseline);
  return (
    (1 - fallsBackShare) * loseQuality(baseline.experience, candidate.experience) +
    fallsBackShare * loseQuality(fallback.experience, candidate.experience)
  );
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
): boolean {
  const margin = isCurrent ? TO_STAY : TO_MOVE;
  const tokens = baseline.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const now = expectTurn(baseline, fallback, tokens);
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

/** Coming back has to pay: this share in all, or this share of one time figure. */
const LEAST_GAIN_TO_RETURN = 0.1;
const LEAST_TIME_GAIN_TO_RETURN = 0.15;

/** Whether turns would be enough better back at `baseline`, which is well again, than they are at `current`. */
export function isReturnWorthIt(baseline: ExperienceOf, current: ExperienceOf): boolean {
  const tokens = current.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const back = expectTurn(baseline, current, tokens);
  const here = expectTurn(current, baseline, tokens);
  const gain = (now: number, then: number) => (now - then) / Math.max(now, 1e-9);
  const total = gain(here.totalMs, back.totalMs);
  const ttft = gain(here.ttftMs, back.ttftMs);
  const cost =
    here.costUsd === undefined || back.costUsd === undefined
      ? 0
      : Math.max(-1, gain(here.costUsd, back.costUsd));
  const quality = loseQuality(baseline.experience, current.experience);
  return (
    total + ttft + cost + quality >= LEAST_GAIN_TO_RETURN ||
    Math.max(total, ttft) >= LEAST_TIME_GAIN_TO_RETURN ||
    quality > TO_MOVE.qualityLossShare
  );
}
