import type { Observation } from '../../../domain/markov/observation.ts';
import type { SeenAttempt } from '../dispatch/adaptive-seam.ts';
import { answerQuality } from './answer-quality.ts';

/**
 * An ended attempt as the health model sees it. Undefined where it says nothing about the deployment: the
 * request itself was refused, or the client went away.
 */
export function observeAttempt({ ended, endedAtMs, result, state }: SeenAttempt): Observation | undefined {
  const { outcome, ttftMs, outputTokens, costUsd } = ended;
  if (outcome.result !== 'succeeded' && outcome.result !== 'failed') return undefined;
  const deployment = state.compiled.byName.get(ended.deployment);
  const live = deployment && state.live[deployment.index];
  const qualityShare = answerQuality(result);
  const seen: { -readonly [K in keyof Observation]: Observation[K] } = {
    candidate: ended.deployment,
    endedAtMs,
    ok: outcome.result === 'succeeded',
    totalMs: ended.totalMs,
  };
  if (ttftMs !== undefined) seen.ttftMs = ttftMs;
  if (outputTokens !== undefined) seen.outputTokens = outputTokens;
  if (costUsd !== undefined) seen.costUsd = costUsd;
  if (qualityShare !== undefined) seen.qualityShare = qualityShare;
  if (live !== undefined) {
    seen.tokenPressureShare = Math.min(1, Math.max(0, live.ewmaTokenPressure));
    seen.errorRateShare = Math.min(1, Math.max(0, live.ewmaErrorRate));
  }
  return seen;
}
