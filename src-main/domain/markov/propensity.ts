import type { AdaptiveSettings } from './adaptive-settings.ts';
import type { DecisionQuestion } from './decision.ts';

/** Candidates drawn more rarely than this are taken to stay where they were drawn. */
const LEAST_DRAW_SHARE = 0.005;
/** Looked through in full, at one decision each. */
const MOST_LOOKED_THROUGH = 8;
const LEAST_PROPENSITY = 1e-6;

/**
 * Where the model would send the request, over every baseline that could have been drawn:
 * share(a) = sum over baselines b of draw(b) * [the model sends b's request to a].
 * @param targetOf where it sends a request whose baseline is the one given
 */
export function computeTargetShares(
  drawShares: Readonly<Record<string, number>>,
  targetOf: (baseline: string) => string,
): Readonly<Record<string, number>> {
  const shares: Record<string, number> = {};
  const drawn = Object.entries(drawShares).toSorted((left, right) => right[1] - left[1]);
  for (const [place, [baseline, share]] of drawn.entries()) {
    if (share <= 0) continue;
    const isLookedThrough = place < MOST_LOOKED_THROUGH && share >= LEAST_DRAW_SHARE;
    const target = isLookedThrough ? targetOf(baseline) : baseline;
    shares[target] = Math.min(1, (shares[target] ?? 0) + share);
  }
  return shares;
}

export interface PropensityInput {
  readonly question: DecisionQuestion;
  /** What was put first. */
  readonly first: string;
  /** What the model would have put first. */
  readonly target: string;
  readonly targetShares: Readonly<Record<string, number>> | undefined;
}

/**
 * Probability that the live router put first what it did. Two draws may lie behind it: the softmax over the
 * candidates, and the canary over the conversations. 1 where neither was one.
 */
export function computePropensity(input: PropensityInput, settings: AdaptiveSettings): number {
  const { question, first, target, targetShares } = input;
  if (!settings.enabled) return 1;
  const byModel = targetShares?.[first] ?? (target === first ? 1 : 0);
  const byPolicy = question.drawShares?.[first] ?? (question.baseline === first ? 1 : 0);
  const isInCanary = settings.rollout === 'canary' && question.conversationId !== undefined;
  const modelShare = isInCanary ? settings.canaryShare : settings.rollout === 'live' ? 1 : 0;
  const probability = modelShare * byModel + (1 - modelShare) * byPolicy;
  return Math.min(1, Math.max(LEAST_PROPENSITY, probability));
}
