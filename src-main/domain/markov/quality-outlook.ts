import { type ExperienceOf, fallsBackShareOf } from './expect-turn.ts';
import type { Experience } from './experience.ts';

/** Few answers say little: a difference in quality counts half where so many answers are behind it. */
const QUALITY_PRIOR_ANSWERS = 12;
/** The newest answers count alone once they are this much worse than the long memory. */
const QUALITY_CHANGED_SHARE = 0.12;

function qualityOf({ qualityShare, longQualityShare }: Experience): number | undefined {
  if (qualityShare === undefined || longQualityShare === undefined) return longQualityShare;
  return longQualityShare - qualityShare > QUALITY_CHANGED_SHARE ? qualityShare : longQualityShare;
}

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
export function expectQualityLoss(
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
