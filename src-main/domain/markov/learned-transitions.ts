import {
  mapStates,
  normalise,
  REFERENCE_TRANSITIONS,
  type StateMatrix,
  type StateVector,
} from './health-state.ts';

/** How many observed transitions one row of the reference matrix is worth. */
const PRIOR_TRANSITIONS = 20;
/** Share of the learned counts that survives one more observation: about the last 200 count. */
const KEEP_SHARE = 0.995;

/** Expected counts of transitions seen so far, beyond the reference matrix. */
export type TransitionCounts = StateMatrix;

const NONE: StateVector = [0, 0, 0, 0, 0];
export const NO_TRANSITIONS: TransitionCounts = [NONE, NONE, NONE, NONE, NONE];

function mapRows(
  matrix: StateMatrix,
  change: (row: StateVector, from: 0 | 1 | 2 | 3 | 4) => StateVector,
): StateMatrix {
  return [
    change(matrix[0], 0),
    change(matrix[1], 1),
    change(matrix[2], 2),
    change(matrix[3], 3),
    change(matrix[4], 4),
  ];
}

/**
 * Posterior mean of a Dirichlet on each row, centred on the reference matrix:
 * (20 * reference + counts) / (20 + sum of counts). A transition the reference holds impossible stays so.
 */
export function posteriorTransitions(counts: TransitionCounts): StateMatrix {
  return mapRows(REFERENCE_TRANSITIONS, (row, from) =>
    normalise(
      mapStates(row, (reference, to) =>
        reference === 0 ? 0 : PRIOR_TRANSITIONS * reference + counts[from][to],
      ),
    ),
  );
}

/**
 * Adds what one observation says about the transition into it: the joint posterior
 * P(from, to | observation) = before[from] * transitions[from][to] * likelihood[to] / total.
 */
export function countTransition(
  counts: TransitionCounts,
  before: StateVector,
  transitions: StateMatrix,
  likelihood: StateVector,
): TransitionCounts {
  let total = 0;
  const joint = mapRows(transitions, (row, from) =>
    mapStates(row, (probability, to) => {
      const mass = before[from] * probability * likelihood[to];
      total += mass;
      return mass;
    }),
  );
  if (!(total > 0)) return counts;
  return mapRows(joint, (row, from) =>
    mapStates(row, (mass, to) => counts[from][to] * KEEP_SHARE + mass / total),
  );
}
