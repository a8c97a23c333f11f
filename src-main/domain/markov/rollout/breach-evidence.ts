import { figure, type Sentence, say } from '../../sentence/sentence.ts';

/** Why a stage is given up: one figure, both sides, in numbers and in words. */
export interface BreachEvidence {
  readonly figure: 'error rate' | 'total latency' | 'TTFT' | 'cost' | 'quality';
  readonly treated: number;
  readonly control: number;
  readonly treatedRequests: number;
  readonly controlRequests: number;
  readonly text: string;
}

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
