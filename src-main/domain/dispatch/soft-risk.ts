import type { DeploymentLive } from './deployment-live.ts';
import type { SoftRiskWeights } from './dispatch-settings.ts';

/** What the soft risk of a deployment is made of. */
export type RiskInputs = Pick<
  DeploymentLive,
  | 'ewmaCostUsd'
  | 'ewmaTtftMs'
  | 'ewmaTotalLatencyMs'
  | 'ewmaTokensPerSec'
  | 'ewmaErrorRate'
  | 'ewmaTokenPressure'
  | 'ewmaQueueDepth'
  | 'inFlight'
>;

/** Queue depth counts what is in flight now, even where the average has not caught up. */
export function queueDepth(live: RiskInputs): number {
  return Math.max(live.ewmaQueueDepth, live.inFlight);
}

/** Adds weight · min-max norm of one input to every risk; an input all candidates share adds nothing. */
function addNormed(
  risks: number[],
  lives: readonly RiskInputs[],
  weight: number,
  read: (live: RiskInputs) => number,
): void {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const live of lives) {
    const value = read(live);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const span = most - least;
  if (!(span > 0)) return;
  let at = 0;
  for (const live of lives) {
    // Divided before weighing: the inverse of a tiny span would be infinite.
    risks[at] = (risks[at] ?? 0) + weight * ((read(live) - least) / span);
    at += 1;
  }
}

const readCost = (live: RiskInputs) => live.ewmaCostUsd;
const readTtft = (live: RiskInputs) => live.ewmaTtftMs;
const readLatency = (live: RiskInputs) => live.ewmaTotalLatencyMs;
const readSlowness = (live: RiskInputs) => -live.ewmaTokensPerSec;

/**
 * soft_risk(i) = w_cost·norm(cost) + w_ttft·norm(ttft) + w_latency·norm(total latency)
 *              + w_speed·norm(−tokens/s) + w_error·error rate + w_pressure·token pressure
 *              + w_queue·norm(queue depth),
 * where norm is min-max over the candidates given, 0 where all are equal.
 */
export function softRisks(lives: readonly RiskInputs[], weights: SoftRiskWeights): number[] {
  const risks = lives.map(
    live => weights.error_rate * live.ewmaErrorRate + weights.token_pressure * live.ewmaTokenPressure,
  );
  addNormed(risks, lives, weights.cost, readCost);
  addNormed(risks, lives, weights.ttft, readTtft);
  addNormed(risks, lives, weights.total_latency, readLatency);
  addNormed(risks, lives, weights.tokens_per_second, readSlowness);
  addNormed(risks, lives, weights.queue_depth, queueDepth);
  return risks;
}

/** Pr(i) = softmax(−risk / τ). Sums to 1; the least risk is taken off first so that no exponent overflows. */
export function softmaxOfRisks(risks: readonly number[], temperature: number): number[] {
  let least = Number.POSITIVE_INFINITY;
  for (const risk of risks) if (risk < least) least = risk;
  const shares: number[] = [];
  let sum = 0;
  for (const risk of risks) {
    const share = Math.exp((least - risk) / temperature);
    shares.push(share);
    sum += share;
  }
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
  return shares;
}

/** The index a uniform number in [0, 1) falls on. */
export function drawIndex(probabilities: readonly number[], uniform: number): number {
  let left = uniform;
  for (let at = 0; at < probabilities.length; at += 1) {
    left -= probabilities[at] ?? 0;
    if (left < 0) return at;
  }
  // Rounding can leave a hair of probability over.
  return probabilities.length - 1;
}
