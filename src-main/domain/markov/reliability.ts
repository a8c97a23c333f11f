import { clampShare } from './scale.ts';

export interface ReliabilityPenalties {
  readonly overloadPenalty: number;
  readonly coldStartPenalty: number;
}

/**
 * Reliability, 0..1: (1 - risk) - risk * overload penalty - (cold start penalty when cold).
 * @param isCold nothing was ever observed of the candidate, and it is not the baseline.
 */
export function computeReliability(risk: number, isCold: boolean, penalties: ReliabilityPenalties): number {
  return clampShare(1 - risk - risk * penalties.overloadPenalty - (isCold ? penalties.coldStartPenalty : 0));
}
