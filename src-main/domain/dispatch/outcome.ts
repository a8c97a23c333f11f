import type { CooldownCause } from './cooldown.ts';

/** How an attempt ended, as dispatch sees it. */
export interface Outcome {
  /**
   * `succeeded`: an answer. `rejected`: the upstream is well and the request is wrong. `cancelled`: the client
   * went away. `failed`: everything else; counts in the error rate.
   */
  readonly result: 'succeeded' | 'failed' | 'rejected' | 'cancelled';
  /** Another candidate may answer it. */
  readonly isRetryable: boolean;
  /** Opens at once; `failures` opens by counting and is never given here. */
  readonly cooldown?: Exclude<CooldownCause, 'failures'>;
  /** The upstream's own time to wait. */
  readonly statedMs?: number;
  readonly status?: number;
  /** Stable word for records and error bodies: `rate_limited`, `connect_failed` … */
  readonly word: string;
}
