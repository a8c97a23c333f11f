import type { ErrorCode } from '../../../../domain/errors/error-code.ts';
import type { FailureDetail } from '../canonical-event.ts';

/** What a vendor's error comes down to. */
export interface Meaning {
  readonly code: ErrorCode;
  readonly detail?: FailureDetail;
}

/** Where all vendors mean the same. */
const COMMON: ReadonlyMap<number, Meaning> = new Map([
  [401, { code: 'key-refused' }],
  [403, { code: 'key-refused' }],
  [404, { code: 'unavailable', detail: 'model_not_found' }],
  [408, { code: 'timeout' }],
  [409, { code: 'unavailable' }],
  [413, { code: 'rejected', detail: 'context_length_exceeded' }],
  [429, { code: 'rate-limited' }],
  [504, { code: 'timeout' }],
]);

/**
 * What an HTTP status means where neither the words nor the vendor's own name of the error tell.
 * @param own the statuses this vendor has a use of its own for
 */
export function statusMeaning(status: number | undefined, own: ReadonlyMap<number, Meaning>): Meaning {
  if (status === undefined) return { code: 'unavailable' };
  const isRefusal = status >= 400 && status < 500;
  return own.get(status) ?? COMMON.get(status) ?? { code: isRefusal ? 'rejected' : 'unavailable' };
}
