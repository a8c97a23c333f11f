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

/** The HTTP errors after which the reference goes on to the next candidate. */
const REFERENCE_STATUSES: ReadonlySet<number> = new Set([404, 408, 409, 429, 500, 502, 503, 504]);

/** Other errors are tried elsewhere only where their words say that the model is not to be had. */
function isForNextInReference({ detail }: AttemptFailure, status: number | undefined): boolean {
  if (status === undefined || status < 400 || REFERENCE_STATUSES.has(status)) return true;
  return detail === 'model_not_found' || (detail === 'overloaded' && status < 500);
}

/**
 * @param status the upstream's HTTP status, where there was one
 * @param isReference keep to the reference: fewer failures are tried elsewhere, a refused key among those that are not
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
  const isForNext = !isReference || isForNextInReference(failure, status);
  if (verdict === 'failed') return { ...base, result: 'failed', isRetryable: isForNext };
  const isRetryable = isForNext && (verdict === 'rate-limited' || !isReference);
  return { ...base, result: 'failed', isRetryable, cooldown: verdict };
}
