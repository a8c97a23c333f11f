import type { ErrorCode } from '../errors/error-code.ts';
import type { Outcome } from './outcome.ts';

/** A failed attempt as the router's wire readers tell it. */
export interface AttemptFailure {
  readonly code: ErrorCode;
  /** `model_not_found`, `overloaded`, `empty_answer` … */
  readonly detail?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

type Verdict = 'rate-limited' | 'key-refused' | 'failed' | 'rejected' | 'cancelled';

/**
 * What each error code says of the deployment. A failure of the router itself, or its end, says nothing of
 * it and counts like a client that left.
 */
const VERDICTS: Readonly<Record<ErrorCode, Verdict>> = {
  'rate-limited': 'rate-limited',
  unavailable: 'failed',
  timeout: 'failed',
  rejected: 'rejected',
  'key-missing': 'key-refused',
  'key-refused': 'key-refused',
  'policy-denied': 'rejected',
  'no-deployment': 'rejected',
  'stream-broken': 'failed',
  'client-closed': 'cancelled',
  draining: 'cancelled',
  'swap-conflict': 'cancelled',
  'settings-invalid': 'cancelled',
  'contract-violation': 'rejected',
  'child-failed': 'cancelled',
};

/**
 * @param status the upstream's HTTP status, where there was one
 * @param isReference keep to the reference: a refused key is not tried elsewhere
 */
export function outcomeOfFailure(
  failure: AttemptFailure,
  status: number | undefined,
  isReference = false,
): Outcome {
  const { code, detail, retryAfterSeconds } = failure;
  const base = {
    word: detail ?? code.replaceAll('-', '_'),
    ...(status !== undefined && { status }),
    ...(retryAfterSeconds !== undefined && { statedMs: retryAfterSeconds * 1000 }),
  };
  const verdict = VERDICTS[code];
  if (verdict === 'cancelled') return { ...base, result: 'cancelled', isRetryable: false };
  if (detail === 'model_not_found' || (verdict === 'failed' && status === 404)) {
    return { ...base, result: 'failed', isRetryable: true, cooldown: 'model-missing' };
  }
  if (verdict === 'rejected') return { ...base, result: 'rejected', isRetryable: false };
  if (verdict === 'failed') return { ...base, result: 'failed', isRetryable: true };
  const isRetryable = verdict === 'rate-limited' || !isReference;
  return { ...base, result: 'failed', isRetryable, cooldown: verdict };
}
