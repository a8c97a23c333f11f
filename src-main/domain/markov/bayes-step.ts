import { advance, mapStates, normalise, STATE_PRIOR, type StateVector } from './health-state.ts';
import { countTransition, posteriorTransitions, type TransitionCounts } from './learned-transitions.ts';
import { scaleBetween } from './scale.ts';

/** How one channel looks in each state: normal densities of one width, means in the order of `HEALTH_STATES`. */
interface Channel {
  readonly means: StateVector;
  readonly deviation: number;
}

// In every channel the means rise in the order of the states' risk (healthy, warming, cooldown, overloaded,
// failing). With one width a channel, a higher reading then shifts belief towards riskier states, whatever was
// believed before (monotone likelihood ratio): more pressure never lowers risk.
const TTFT: Channel = { means: [0.04, 0.25, 0.55, 0.7, 0.35], deviation: 0.24 };
const LATENCY: Channel = { means: [0.05, 0.2, 0.5, 0.6, 0.3], deviation: 0.27 };
const QUALITY_LOSS: Channel = { means: [0.03, 0.08, 0.25, 0.5, 0.15], deviation: 0.45 };
const TOKEN_PRESSURE: Channel = { means: [0.3, 0.34, 0.55, 0.6, 0.45], deviation: 0.35 };
const FAILURE_PROBABILITY: StateVector = [0.015, 0.04, 0.3, 0.8, 0.15];

/** Readings of one observation, each 0 (as usual) to 1 (as bad as it gets); absent where nothing was seen. */
export interface HealthReading {
  readonly failed: boolean;
  readonly ttftSlownessShare?: number;
  readonly latencySlownessShare?: number;
  readonly qualityLossShare?: number;
  readonly tokenPressureShare?: number;
}

function density(reading: number | undefined, channel: Channel, state: 0 | 1 | 2 | 3 | 4): number {
  if (reading === undefined) return 1;
  const distance = (reading - channel.means[state]) / channel.deviation;
  return Math.exp(-0.5 * distance * distance);
}

/** P(reading | state), up to a factor that is the same in every state. */
export function computeLikelihood(reading: HealthReading): StateVector {
  return mapStates(FAILURE_PROBABILITY, (failure, state) => {
    const outcome = reading.failed ? failure : 1 - failure;
    return (
      outcome *
      density(reading.ttftSlownessShare, TTFT, state) *
      density(reading.latencySlownessShare, LATENCY, state) *
      density(reading.qualityLossShare, QUALITY_LOSS, state) *
      density(reading.tokenPressureShare, TOKEN_PRESSURE, state)
    );
  });
}

/**
 * Belief relaxes toward the prior while nothing is observed:
 * prior + 2^(-elapsed / half-life) * (belief - prior).
 */
export function relaxTowardPrior(belief: StateVector, elapsedMs: number, halfLifeMs: number): StateVector {
  if (elapsedMs <= 0) return belief;
  const keepShare = 2 ** (-elapsedMs / halfLifeMs);
  return mapStates(belief, (value, state) => STATE_PRIOR[state] + keepShare * (value - STATE_PRIOR[state]));
}

export interface BayesBelief {
  readonly distribution: StateVector;
  readonly counts: TransitionCounts;
}

/** One step of the forward filter: predict with the learned matrix, weigh by the likelihood, normalise. */
export function stepBayes(belief: BayesBelief, reading: HealthReading): BayesBelief {
  const transitions = posteriorTransitions(belief.counts);
  const likelihood = computeLikelihood(reading);
  const predicted = advance(belief.distribution, transitions);
  return {
    distribution: normalise(mapStates(predicted, (value, state) => value * likelihood[state])),
    counts: countTransition(belief.counts, belief.distribution, transitions, likelihood),
  };
}

/** Slowness against what is usual for the candidate: 0 up to `low`, 1 from `ratio` times `low`. */
export function computeSlowness(valueMs: number, low: number, ratio: number): number {
  return scaleBetween(valueMs, low, low * ratio);
}
