import { figure, type Sentence, say } from '../../sentence/sentence.ts';
import type { RolloutStage } from '../adaptive-settings.ts';
import type { BreachEvidence } from './breach.ts';
import type { RolloutTransition } from './rollout.ts';

export const STAGE_NAMES: Readonly<Record<RolloutStage, Sentence>> = {
  shadow: say`shadow`,
  canary: say`canary`,
  live: say`live`,
};
const TYPICAL = {
  'total latency': say`total latency`,
  TTFT: say`TTFT`,
  cost: say`cost`,
} as const;

/** Why a stage was given up, from the numbers alone. */
export function sayBreach(evidence: Omit<BreachEvidence, 'text'>): Sentence {
  const { treated, control, treatedRequests, controlRequests } = evidence;
  switch (evidence.figure) {
    case 'error rate': {
      const hits = Math.round(treated * treatedRequests);
      const controlHits = Math.round(control * controlRequests);
      return say`${hits} of the last ${treatedRequests} adaptive requests failed, against ${controlHits} of ${controlRequests} others.`;
    }
    case 'quality': {
      const points = (share: number) => figure((100 * share).toFixed(1));
      return say`Quality of the last ${treatedRequests} adaptive answers is ${points(treated)} points, against ${points(control)} over ${controlRequests} others.`;
    }
    case 'total latency':
    case 'TTFT':
    case 'cost': {
      const show = (value: number) =>
        evidence.figure === 'cost' ? say`${figure(value.toPrecision(3))} USD` : say`${Math.round(value)} ms`;
      return say`Typical ${TYPICAL[evidence.figure]} of the last ${treatedRequests} adaptive requests is ${show(treated)}, against ${show(control)} over ${controlRequests} others.`;
    }
  }
}

/** Why the stage changed; `undefined` where a roll-back came without its numbers. */
export function sayTransition({
  from,
  to,
  cause,
  evidence,
}: Pick<RolloutTransition, 'from' | 'to' | 'cause' | 'evidence'>): Sentence | undefined {
  switch (cause) {
    case 'configured':
      return say`The policy asks for ${STAGE_NAMES[to]}.`;
    case 'promoted':
      return say`A person asked for ${STAGE_NAMES[to]}.`;
    case 'rolled-back':
      return evidence && say`Rolled back from ${STAGE_NAMES[from]}: ${sayBreach(evidence)}`;
  }
}
