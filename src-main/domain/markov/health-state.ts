/** The five states of a candidate's health, in the order of every vector and matrix of this folder. */
export const HEALTH_STATES = ['healthy', 'warming', 'overloaded', 'failing', 'cooldown'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** Five numbers, one a state. As a distribution each is in 0..1 and they sum to 1. */
export type StateVector = readonly [number, number, number, number, number];
/** Row: state now; column: state after one observation. */
export type StateMatrix = readonly [StateVector, StateVector, StateVector, StateVector, StateVector];

/** What is believed of a candidate nothing is known about. */
export const STATE_PRIOR: StateVector = [0.72, 0.18, 0.06, 0.02, 0.02];

export const REFERENCE_TRANSITIONS: StateMatrix = [
  [0.82, 0.14, 0.03, 0.01, 0.0],
  [0.22, 0.5, 0.2, 0.05, 0.03],
  [0.05, 0.2, 0.45, 0.22, 0.08],
  [0.02, 0.08, 0.2, 0.5, 0.2],
  [0.18, 0.25, 0.12, 0.05, 0.4],
];

/** Weight of each state in the risk. A cooldown ends by itself, so it weighs less than an overload. */
export const STATE_RISK: StateVector = [0, 0.35, 0.75, 1, 0.45];

export function mapStates(
  vector: StateVector,
  change: (value: number, state: 0 | 1 | 2 | 3 | 4) => number,
): StateVector {
  const [healthy, warming, overloaded, failing, cooldown] = vector;
  return [
    change(healthy, 0),
    change(warming, 1),
    change(overloaded, 2),
    change(failing, 3),
    change(cooldown, 4),
  ];
}

export function dot(left: StateVector, right: StateVector): number {
  return (
    left[0] * right[0] + left[1] * right[1] + left[2] * right[2] + left[3] * right[3] + left[4] * right[4]
  );
}

/** Divides by the sum; a vector without any mass becomes the prior. */
export function normalise(vector: StateVector): StateVector {
  const total = vector[0] + vector[1] + vector[2] + vector[3] + vector[4];
  if (!(total > 0 && Number.isFinite(total))) return STATE_PRIOR;
  return [vector[0] / total, vector[1] / total, vector[2] / total, vector[3] / total, vector[4] / total];
}

/** The distribution one observation later, before the observation itself is looked at. */
export function advance(distribution: StateVector, transitions: StateMatrix): StateVector {
  const [healthy, warming, overloaded, failing, cooldown] = transitions;
  const into = (to: 0 | 1 | 2 | 3 | 4) =>
    distribution[0] * healthy[to] +
    distribution[1] * warming[to] +
    distribution[2] * overloaded[to] +
    distribution[3] * failing[to] +
    distribution[4] * cooldown[to];
  return [into(0), into(1), into(2), into(3), into(4)];
}

/** Expected risk, 0..1: 0.35 warming + 0.75 overloaded + 1.00 failing + 0.45 cooldown. */
export function computeRisk(distribution: StateVector): number {
  return Math.min(1, dot(distribution, STATE_RISK));
}

/** The most probable state; the earlier one in `HEALTH_STATES` where two are equal. */
export function mostProbableState(distribution: StateVector): HealthState {
  let best: HealthState = 'healthy';
  let highest = Number.NEGATIVE_INFINITY;
  for (const [index, state] of HEALTH_STATES.entries()) {
    const probability = distribution[index] ?? 0;
    if (probability > highest) {
      best = state;
      highest = probability;
    }
  }
  return best;
}
