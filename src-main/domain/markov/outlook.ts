import type { AdaptiveSettings } from './adaptive-settings.ts';
import { type ExperienceOf, expectTurn, type Outlook } from './expect-turn.ts';
import { forgetIllness, TYPICAL_OUTPUT_TOKENS } from './experience.ts';
import { expectQualityLoss } from './quality-outlook.ts';

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

/** What the policy's own order does with a turn. */
export interface FixedOrder {
  readonly baseline: ExperienceOf;
  /** Who is asked where the baseline fails or is held back: the next in the order. */
  readonly fallback: ExperienceOf;
  /** Share of turns in which hard limits are expected to hold the baseline back. */
  readonly heldBackShare: number;
  /** Output tokens of the turns that are compared. */
  readonly tokens: number;
  /** A turn asked of the baseline while traffic would be away. */
  readonly stay: Outlook;
  /** A turn asked of the fallback. */
  readonly past: Outlook;
}

/** Looks once at what every candidate is then compared with. */
export function foreseeFixedOrder(
  baseline: ExperienceOf,
  fallback: ExperienceOf,
  heldBackShare: number,
  settings: AdaptiveSettings,
): FixedOrder {
  const tokens = baseline.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const stay = expectStay(baseline, fallback, tokens, settings);
  const past = expectTurn(fallback, baseline, tokens);
  return { baseline, fallback, heldBackShare, tokens, stay, past };
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

/** To send traffic back to one that was left as ill, worse answers have to be this much surer than to stay there. */
const PRIOR_ANSWERS_TO_FLEE = 36;

/** Whether answers where traffic is are worse beyond doubt: then it does not wait for the one that was left to be well. */
export function isAnsweredWorse({ baseline, fallback }: FixedOrder, current: ExperienceOf): boolean {
  return expectQualityLoss(baseline, current, fallback, PRIOR_ANSWERS_TO_FLEE) > TO_STAY.qualityLossShare;
}

/** So many attempts in a row that failed before their first byte: its turns end up at the fallback anyway. */
const FAILING_IN_ROW = 5;

/**
 * Whether a turn asked of `candidate` is expected to cost no more than one asked of `baseline`, as long as the cost
 * guard is on. What fails at the baseline pays the price of the fallback: where every turn does, no more than that.
 */
export function isCheapEnough(
  { baseline, fallback, tokens }: FixedOrder,
  candidate: ExperienceOf,
  isCurrent: boolean,
  settings: AdaptiveSettings,
): boolean {
  if (!settings.costGuardEnabled) return true;
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
 * the price (see `isCheapEnough`), and better enough in one to be worth a move. The turns that hard limits keep from
 * the baseline are the fallback's already: where that is quicker, it is the measure for them.
 * @param isCurrent whether the traffic is there already: then it stays unless it is clearly worse
 */
export function isWorthIt(
  { baseline, fallback, heldBackShare, tokens, stay: now, past }: FixedOrder,
  candidate: ExperienceOf,
  isCurrent: boolean,
): boolean {
  const margin = isCurrent ? TO_STAY : TO_MOVE;
  const then = expectTurn(candidate, baseline, tokens);
  const limit = (own: number, other: number) =>
    Math.min(own, (1 - heldBackShare) * own + heldBackShare * other) * margin.timeRatio;
  if (then.totalMs > limit(now.totalMs, past.totalMs)) return false;
  if (then.ttftMs > limit(now.ttftMs, past.ttftMs)) return false;
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
