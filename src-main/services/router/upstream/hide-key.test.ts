import { describe, expect, it } from 'vitest';
import { Secret } from '../../../lib/secret.ts';
import type { AttemptResult } from '../attempt.ts';
import { hideKey } from './hide-key.ts';

const key = new Secret('sk-repeated-0123');

function refusal(text: string): AttemptResult {
  return {
    kind: 'failed',
    failure: { code: 'key-refused', message: text },
    upstreamStatus: 401,
    notes: [],
    original: { status: 401, contentType: 'application/json', body: Buffer.from(`é ${text} é`) },
  };
}

describe('hideKey', () => {
  it('takes the key out of the words and out of the bytes, wherever it is repeated', () => {
    expect(hideKey(refusal('No: sk-repeated-0123, sk-repeated-0123!'), key)).toMatchObject({
      failure: { message: 'No: [key], [key]!' },
      original: { body: Buffer.from('é No: [key], [key]! é') },
    });
  });

  it('leaves what does not repeat it alone', () => {
    const result = refusal('No: sk-***');
    expect(hideKey(result, key)).toEqual(result);
    expect(hideKey(result, undefined)).toBe(result);
    expect(hideKey({ kind: 'client-gone' }, key)).toEqual({ kind: 'client-gone' });
  });
});
