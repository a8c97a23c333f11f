import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from './canonical-event.ts';
import { httpFailure, streamError } from './failure-wire.ts';

const message = 'Words for a person.';

describe('a failure as Codex acts on it', () => {
  it.each<[string, UpstreamFailure, string, string?]>([
    ['a refused request is shown verbatim once', { code: 'rejected', message }, 'invalid_prompt'],
    ['a refused key is shown verbatim once', { code: 'key-refused', message }, 'invalid_prompt'],
    ['a broken policy is shown verbatim once', { code: 'policy-denied', message }, 'invalid_prompt'],
    [
      'an empty purse is shown verbatim once',
      { code: 'rate-limited', detail: 'insufficient_quota', message },
      'invalid_prompt',
    ],
    [
      'a full context has its own text',
      { code: 'rejected', detail: 'context_length_exceeded', message },
      'context_length_exceeded',
    ],
    ['a broken stream is tried again', { code: 'stream-broken', message }, 'server_error'],
    ['an upstream that is down is tried again', { code: 'unavailable', message }, 'server_error'],
    ['a time-out is tried again', { code: 'timeout', message }, 'server_error'],
    [
      'a rate limit is waited for',
      { code: 'rate-limited', message, retryAfterSeconds: 7 },
      'rate_limit_exceeded',
      `${message} Please try again in 7s.`,
    ],
    [
      'a wait already told is not told twice',
      { code: 'rate-limited', message: 'Try again in 2s', retryAfterSeconds: 2 },
      'rate_limit_exceeded',
      'Try again in 2s',
    ],
    [
      'a pause of all candidates is waited for',
      { code: 'no-deployment', message, retryAfterSeconds: 3 },
      'rate_limit_exceeded',
      `${message} Please try again in 3s.`,
    ],
    ['no candidate at all is shown verbatim once', { code: 'no-deployment', message }, 'invalid_prompt'],
    [
      'a model that is gone is shown verbatim once',
      { code: 'unavailable', detail: 'model_not_found', message },
      'invalid_prompt',
    ],
  ])('%s', (_name, failure, code, text = message) => {
    expect(streamError(failure)).toMatchObject({ code, message: text });
  });

  it('is an OpenAI-shaped HTTP answer before anything was sent', () => {
    const { status, headers, body } = httpFailure({ code: 'rate-limited', message, retryAfterSeconds: 1.5 });
    expect([status, headers['retry-after']]).toEqual([429, '2']);
    expect(JSON.parse(body)).toEqual({
      error: { message, type: 'rate_limit_error', code: 'rate_limited', param: null },
    });
    expect(httpFailure({ code: 'unavailable', detail: 'model_not_found', message }).status).toBe(404);
  });
});
