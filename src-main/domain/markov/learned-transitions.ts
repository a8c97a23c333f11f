import { normalise, REFERENCE_TRANSITIONS, type StateMatrix, type StateVector } from './health-state.ts';

/** How many observed transitions one row of the reference matrix is worth. */
const PRIOR_TRANSITIONS = 20;
/** Share of the learned counts that survives one more observation: about the last 200 count. */
const KEEP_SHARE = 0.995;

/** Expected counts of transitions seen so far, beyond the reference matrix. */
export type TransitionCounts = StateMatrix;

const NONE: StateVector = [0, 0, 0, 0, 0];
export const NO_TRANSITIONS: TransitionCounts = [NONE, NONE, NONE, NONE, NONE];

/**
 * Posterior mean of a Dirichlet on each row, centred on the reference matrix:
 * (20 * reference + counts) / (20 + sum of counts). A transition the reference holds impossible stays so.
 */
export function posteriorTransitions(counts: TransitionCounts): StateMatrix {
  const [healthy, warming, overloaded, failing, cooldown] = REFERENCE_TRANSITIONS;
  return [
    posteriorRow(healthy, counts[0]),
    posteriorRow(warming, counts[1]),
    posteriorRow(overloaded, counts[2]),
    posteriorRow(failing, counts[3]),
    posteriorRow(cooldown, counts[4]),
  ];
}

function posteriorRow(reference: StateVector, counts: StateVector): StateVector {
  const into = (to: 0 | 1 | 2 | 3 | 4) =>
    reference[to] === 0 ? 0 : PRIOR_TRANSITIONS * reference[to] + counts[to];
  return normalise([into(0), into(1), into(2), into(3), into(4)]);
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
  const joint = (from: 0 | 1 | 2 | 3 | 4): StateVector => {
    const row = transitions[from];
    return [
      before[from] * row[0] * likelihood[0],
      before[from] * row[1] * likelihood[1],
      before[from] * row[2] * likelihood[2],
      before[from] * row[3] * likelihood[3],
      before[from] * row[4] * likelihood[4],
    ];
  };
  const rows: StateMatrix = [joint(0), joint(1), joint(2), joint(3), joint(4)];
  let total = 0;
  for (const row of rows) total = total + row[0] + row[1] + row[2] + row[3] + row[4];
  if (!(total > 0)) return counts;
  const add = (from: 0 | 1 | 2 | 3 | 4): StateVector => {
    const old = counts[from];
    const row = rows[from];
    return [
      old[0] * KEEP_SHARE + row[0] / total,
      old[1] * KEEP_SHARE + row[1] / total,
      old[2] * KEEP_SHARE + row[2] / total,
      old[3] * KEEP_SHARE + row[3] / total,
      old[4] * KEEP_SHARE + row[4] / total,
    ];
  };
  return [add(0), add(1), add(2), add(3), add(4)];
}
