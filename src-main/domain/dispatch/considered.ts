import type { HardLimit } from './hard-limit.ts';

/** A candidate as it was seen for one request. */
export interface Considered {
  readonly deployment: string;
  readonly provider: string;
  /** Why it was out; the risk and probability are then undefined. */
  readonly limit: HardLimit | undefined;
  /** 0 is best; comparable only among the candidates of this request. */
  readonly softRisk: number | undefined;
  /** Pr(i) of the softmax over the candidates that passed the hard limits. */
  readonly probability: number | undefined;
}
