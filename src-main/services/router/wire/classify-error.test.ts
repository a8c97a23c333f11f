import { describe, expect, it } from 'vitest';
import { classifyError, type ErrorFacts, plainMessage, statedWaitSeconds } from './classify-error.ts';

describe('sorting a provider’s errors', () => {
  it.each<[ErrorFacts, string, string?]>([
    [
      { status: 400, message: "Unsupported parameter: 'reasoning.effort' is not supported with this model." },
      'rejected',
    ],
    [{ status: 400, message: '`reasoning_effort` is not supported with this model' }, 'rejected'],
    [
      {
        status: 422,
        message:
          '[{"type":"extra_forbidden","loc":["body","messages",1,"assistant","reasoning_content"],"msg":"Extra inputs are not permitted"}]',
      },
      'rejected',
      'invalid_encrypted_content',
    ],
    [{ status: 400, code: 'context_length_exceeded', message: 'x' }, 'rejected', 'context_length_exceeded'],
    [
      { status: 400, message: 'prompt is too long: 210000 tokens > 200000 maximum' },
      'rejected',
      'context_length_exceeded',
    ],
    [
      {
        status: 400,
        message: 'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
      },
      'rejected',
      'context_length_exceeded',
    ],
    [
      { message: "This model's maximum context length is 8192 tokens." },
      'rejected',
      'context_length_exceeded',
    ],
    [{ status: 413, message: 'Request Entity Too Large' }, 'rejected', 'context_length_exceeded'],
    [
      {
        status: 413,
        message: 'Request too large for model x on tokens per minute (TPM): Limit 6000',
        code: 'rate_limit_exceeded',
      },
      'rate-limited',
    ],
    [{ status: 429, message: 'Rate limit reached' }, 'rate-limited'],
    [{ status: 429, code: 'insufficient_quota', message: 'q' }, 'rate-limited', 'insufficient_quota'],
    [{ status: 402, message: 'x' }, 'rate-limited', 'insufficient_quota'],
    [
      { status: 400, message: 'Your credit balance is too low. Go to Plans & Billing.' },
      'rate-limited',
      'insufficient_quota',
    ],
    [{ status: 401, message: 'Incorrect API key provided: sk-…' }, 'key-refused'],
    [{ status: 403, message: 'Country not supported' }, 'key-refused'],
    [
      { status: 404, code: 'model_not_found', message: 'The model `x` does not exist' },
      'unavailable',
      'model_not_found',
    ],
    [
      { status: 404, message: 'model "qwen" not found, try pulling it first' },
      'unavailable',
      'model_not_found',
    ],
    [{ status: 400, message: 'The model x has been decommissioned' }, 'unavailable', 'model_not_found'],
    [{ status: 400, message: 'Unrecognized request argument supplied: foo' }, 'rejected'],
    [{ status: 422, message: 'Input should be a valid string' }, 'rejected'],
    [{ status: 400, code: 'content_filter', message: 'blocked' }, 'rejected', 'content_filter'],
    [
      { status: 400, code: 'invalid_encrypted_content', message: 'x' },
      'rejected',
      'invalid_encrypted_content',
    ],
    [{ status: 409, message: 'Another request holds this' }, 'unavailable'],
    [{ status: 400, message: 'Model x is currently unavailable' }, 'unavailable', 'overloaded'],
    [{ status: 422, message: 'The model is loading' }, 'unavailable', 'overloaded'],
    [
      { status: 403, code: 'model_not_found', message: 'Project p does not have access to model x' },
      'unavailable',
      'model_not_found',
    ],
    [{ status: 400, message: 'Tool “unavailable” of this model is malformed' }, 'rejected'],
    [{ status: 500, message: 'boom' }, 'unavailable'],
    [{ status: 503, message: 'x' }, 'unavailable', 'overloaded'],
    [{ status: 529, type: 'overloaded_error', message: 'Overloaded' }, 'unavailable', 'overloaded'],
    [{ status: 504, message: 'x' }, 'timeout'],
    [{ status: 408, message: 'x' }, 'timeout'],
    [{ code: 'invalid_prompt', message: 'x' }, 'rejected'],
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'unavailable', 'overloaded'],
    [{}, 'unavailable'],
  ])('%j is %s %s', (facts, code, detail) => {
    expect(classifyError(facts)).toMatchObject({ code, detail });
  });

  it('always has words for a person, and never a web page', () => {
    expect(classifyError({ status: 502, message: plainMessage('<html><h1>Bad Gateway</h1>') }).message).toBe(
      'the provider answered with HTTP status 502',
    );
    expect(classifyError({ status: 400, message: 'x'.repeat(5000) }).message).toHaveLength(1000);
  });

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '1.2' }, 2],
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 2],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT', date: 'Sat, 21 Nov 2026 12:00:00 GMT' }, 30],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('the headers %j ask for a wait of %s seconds', (headers, expected) => {
    expect(statedWaitSeconds(503, headers)).toBe(expected);
    expect(statedWaitSeconds(429, headers)).toBe(expected);
  });

  it('reads the reset of a used-up quota where that is what went wrong, and nowhere else', () => {
    const headers = {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '6m0s',
      'x-ratelimit-remaining-tokens': '500',
      'x-ratelimit-reset-tokens': '1h',
    };
    expect(statedWaitSeconds(429, headers)).toBe(360);
    expect(statedWaitSeconds(400, headers)).toBeUndefined();
    const date = 'Sat, 21 Nov 2026 12:00:00 GMT';
    const body = `{"error":{"resets_at":${Date.parse(date) / 1000 + 90}}}`;
    expect(statedWaitSeconds(429, { date }, body)).toBe(90);
    expect(statedWaitSeconds(429, {}, body)).toBeUndefined();
    expect(statedWaitSeconds(500, { date }, body)).toBeUndefined();
  });

  it.each([
    ['Please try again in 1.2s.', 2],
    ['Please try again in 20ms', 1],
    ['Please try again in 1m30s.', 90],
    ['Please try again in 6m0s.', 360],
    ['Please retry in 42.5s.', 43],
    ['Please try again later.', undefined],
  ])('reads the wait in “%s”', (message, expected) => {
    expect(classifyError({ status: 429, message }).retryAfterSeconds).toBe(expected);
  });
});
