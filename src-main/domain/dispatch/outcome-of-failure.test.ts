import { expect, it } from 'vitest';
import { ERROR_TABLE, type ErrorCode } from '../errors/error-code.ts';
import { outcomeOfFailure } from './outcome-of-failure.ts';

it.each([
  [
    'a rate limit with its time',
    { code: 'rate-limited', retryAfterSeconds: 7 },
    429,
    { result: 'failed', isRetryable: true, cooldown: 'rate-limited', statedMs: 7000, status: 429 },
  ],
  [
    'a refused key',
    { code: 'key-refused' },
    401,
    { result: 'failed', isRetryable: true, cooldown: 'key-refused' },
  ],
  [
    'a missing model by status',
    { code: 'unavailable' },
    404,
    { cooldown: 'model-missing', isRetryable: true },
  ],
  [
    'a missing model by its words',
    { code: 'rejected', detail: 'model_not_found' },
    400,
    { cooldown: 'model-missing', isRetryable: true },
  ],
  [
    'an overload',
    { code: 'unavailable', detail: 'overloaded' },
    529,
    { result: 'failed', isRetryable: true, word: 'overloaded' },
  ],
  ['no connection', { code: 'unavailable' }, undefined, { result: 'failed', isRetryable: true }],
  ['silence', { code: 'timeout' }, undefined, { result: 'failed', isRetryable: true }],
  ['a wrong request', { code: 'rejected' }, 400, { result: 'rejected', isRetryable: false }],
  ['a client that left', { code: 'client-closed' }, undefined, { result: 'cancelled', isRetryable: false }],
  ['the end of the router', { code: 'draining' }, undefined, { result: 'cancelled' }],
] as const)('%s', (_name, failure, status, expected) => {
  expect(outcomeOfFailure(failure, status)).toMatchObject(expected);
});

it('blames and retries exactly what the error table says', () => {
  for (const [code, row] of Object.entries(ERROR_TABLE) as [ErrorCode, (typeof ERROR_TABLE)[ErrorCode]][]) {
    const { isRetryable, result } = outcomeOfFailure({ code }, undefined);
    expect([code, isRetryable]).toEqual([code, row.retryElsewhere]);
    expect([code, result === 'failed']).toEqual([code, row.cooldown]);
  }
});

it.each([
  ...[404, 408, 409, 500, 502, 503, 504].map(status => [{ code: 'unavailable' }, status, true] as const),
  [{ code: 'rate-limited' }, 429, true],
  [{ code: 'stream-broken' }, undefined, true],
  [{ code: 'unavailable', detail: 'empty_answer' }, 200, true],
  [{ code: 'unavailable', detail: 'overloaded' }, 400, true],
  [{ code: 'unavailable', detail: 'model_not_found' }, 403, true],
  [{ code: 'key-refused' }, 401, false],
  [{ code: 'rate-limited', detail: 'insufficient_quota' }, 402, false],
  [{ code: 'unavailable' }, 501, false],
  [{ code: 'unavailable', detail: 'overloaded' }, 529, false],
] as const)('in the reference %j with status %j is tried elsewhere: %j', (failure, status, isRetryable) => {
  expect(outcomeOfFailure(failure, status, true).isRetryable).toBe(isRetryable);
});
