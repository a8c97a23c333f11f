import { advance, normalise, REFERENCE_TRANSITIONS, type StateVector } from './health-state.ts';
import { clampShare } from './scale.ts';

/**
 * One step of the reference model: transitions, then a nudge by the pressure, then normalised.
 * With p = clamp(pressure * (2 - decay)): healthy * (1 - 0.55 p), warming + 0.20 p, overloaded + 0.45 p,
 * failing + 0.25 p, cooldown + 0.10 p. The model ages by count of observations, not by time.
 */
export function stepReference(distribution: StateVector, pressure: number, decay: number): StateVector {
  const p = clampShare(pressure * (2 - decay));
  const [healthy, warming, overloaded, failing, cooldown] = advance(distribution, REFERENCE_TRANSITIONS);
  return normalise([
    healthy * (1 - 0.55 * p),
    warming + 0.2 * p,
    overloaded + 0.45 * p,
    failing + 0.25 * p,
    cooldown + 0.1 * p,
  ]);
}
