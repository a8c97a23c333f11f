import { DEFAULT_EWMA_ALPHA, nextEwma } from '../health/ewma.ts';
import type { Observation } from './observation.ts';

/** Output tokens of the turn that configured priors speak of. */
export const TYPICAL_OUTPUT_TOKENS = 250;
const FEWEST_OUTPUT_TOKENS = 40;
/** Outcomes are 0 or 1 and need a longer memory than times do. */
const OUTCOME_ALPHA = 0.1;

/** One turn alone may always be chance. */
const MOST_ALPHA = 0.7;
/** Turns after which the longer memory weighs every new one alike. */
export const LONG_MEMORY_TURNS = 40;
const QUALITY_MEMORY_ANSWERS = 150;
/** Answers behind what quality is lately: with fewer, a few flaws in a row that are chance pass for a change. */
const NEWEST_ANSWERS = 20;

/** What turns at a candidate have been like lately; absent where nothing was seen. */
export interface Experience {
  readonly ttftMs: number | undefined;
  readonly msPerToken: number | undefined;
  /** The same two over a longer time: less swayed by chance, slower to notice a change. */
  readonly longTtftMs: number | undefined;
  readonly longMsPerToken: number | undefined;
  /** Sum of the squared weights of the turns behind the newer two: 1 where one turn alone counts. */
  readonly newestSquares: number;
  readonly turns: number;
  readonly outputTokens: number | undefined;
  readonly attempts: number;
  readonly failureShare: number;
  /** Failures the client saw: its answer had begun. */
  readonly brokenShare: number;
  /** Newest attempts that all failed before their first byte. */
  readonly failedInRow: number;
  /** Time lost in an attempt that failed. */
  readonly lostMs: number;
  /** Of answers that were given, cut ones included: lately, and over a longer time. */
  readonly qualityShare: number | undefined;
  readonly longQualityShare: number | undefined;
  readonly answers: number;
}

export const NO_EXPERIENCE: Experience = {
  ttftMs: undefined,
  msPerToken: undefined,
  longTtftMs: undefined,
  longMsPerToken: undefined,
  newestSquares: 1,
  turns: 0,
  outputTokens: undefined,
  attempts: 0,
  failureShare: 0,
  brokenShare: 0,
  failedInRow: 0,
  lostMs: 0,
  qualityShare: undefined,
  longQualityShare: undefined,
  answers: 0,
};

/** A plain mean of the first `memory` values, then an average that forgets. */
function nextLong(before: number | undefined, value: number | undefined, seen: number, memory: number) {
  return value === undefined ? before : nextEwma(before, value, 1 / Math.min(memory, seen + 1));
}

/**
 * @param isGood whether the turn was a good one: the long memory of times is of good turns only, so that an illness
 *   does not pass for usual.
 * @param keepShare 0..1, of what time left of the turns before: after a silence the newest turn says most
 */
export function followExperience(
  before: Experience,
  seen: Observation,
  isGood: boolean,
  keepShare: number,
): Experience {
  const { ttftMs, totalMs, outputTokens, qualityShare: quality } = seen;
  // As if two attempts had gone well before the first: one failure is not yet a habit.
  const outcomeAlpha = Math.max(OUTCOME_ALPHA, 1 / (before.attempts + 3));
  const isBroken = !seen.ok && ttftMs !== undefined;
  const outcomes = {
    qualityShare: nextLong(
      before.qualityShare ?? before.longQualityShare,
      quality,
      before.answers,
      NEWEST_ANSWERS,
    ),
    longQualityShare: nextLong(before.longQualityShare, quality, before.answers, QUALITY_MEMORY_ANSWERS),
    answers: before.answers + (quality === undefined ? 0 : 1),
    attempts: before.attempts + 1,
    failureShare: nextEwma(before.failureShare, seen.ok ? 0 : 1, outcomeAlpha),
    brokenShare: nextEwma(before.brokenShare, isBroken ? 1 : 0, outcomeAlpha),
    failedInRow: seen.ok || isBroken ? 0 : before.failedInRow + 1,
  };
  if (!seen.ok) {
    const lostMs = nextEwma(before.lostMs === 0 ? undefined : before.lostMs, totalMs ?? 0);
    return { ...before, ...outcomes, lostMs };
  }
  const msPerToken =
    ttftMs === undefined || totalMs === undefined || outputTokens === undefined
      ? undefined
      : Math.max(0, totalMs - ttftMs) / Math.max(FEWEST_OUTPUT_TOKENS, outputTokens);
  const alpha = Math.min(MOST_ALPHA, 1 - (1 - DEFAULT_EWMA_ALPHA) * keepShare);
  const turns = before.turns + (isGood ? 1 : 0);
  const ofGood = (value: number | undefined) => (isGood ? value : undefined);
  const isFirst = before.ttftMs === undefined && before.msPerToken === undefined;
  return {
    ...before,
    ...outcomes,
    turns,
    newestSquares: isFirst ? 1 : (1 - alpha) ** 2 * before.newestSquares + alpha ** 2,
    ttftMs: ttftMs === undefined ? before.ttftMs : nextEwma(before.ttftMs, ttftMs, alpha),
    msPerToken: msPerToken === undefined ? before.msPerToken : nextEwma(before.msPerToken, msPerToken, alpha),
    longTtftMs: nextLong(before.longTtftMs, ofGood(ttftMs), before.turns, LONG_MEMORY_TURNS),
    longMsPerToken: nextLong(before.longMsPerToken, ofGood(msPerToken), before.turns, LONG_MEMORY_TURNS),
    outputTokens:
      outputTokens === undefined
        ? before.outputTokens
        : nextEwma(before.outputTokens, outputTokens, OUTCOME_ALPHA),
  };
}

/** What a candidate that proved well again is expected to be like: its long memory, and nothing of its illness. */
export function forgetIllness(before: Experience): Experience {
  const { longTtftMs, longMsPerToken, turns, outputTokens, longQualityShare, answers } = before;
  return { ...NO_EXPERIENCE, longTtftMs, longMsPerToken, turns, outputTokens, longQualityShare, answers };
}
