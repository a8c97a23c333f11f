import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from '../canonical-event.ts';
import { decodeAnthropicError } from './decode-error.ts';

function bodyOf(type: string, message: string): string {
  return JSON.stringify({
    type: 'error',
    error: { type, message },
    request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
  });
}

describe('errors of the Messages API', () => {
  it.each<[number, string, string, Partial<UpstreamFailure>]>([
    [400, 'invalid_request_error', 'messages: roles must alternate', { code: 'rejected' }],
    [
      400,
      'invalid_request_error',
      'The model claude-1 is not available in your region',
      { code: 'unavailable', detail: 'model_not_found' },
    ],
    [
      403,
      'permission_error',
      'Your key does not have access to this model',
      { code: 'unavailable', detail: 'model_not_found' },
    ],
    [400, 'invalid_request_error', 'tools.0: this model has no web search', { code: 'rejected' }],
    [
      400,
      'invalid_request_error',
      'prompt is too long: 210021 tokens > 200000 maximum',
      { code: 'rejected', detail: 'context_length_exceeded' },
    ],
    [
      400,
      'invalid_request_error',
      'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000',
      { code: 'rejected', detail: 'context_length_exceeded' },
    ],
    [
      400,
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API.',
      { code: 'rate-limited', detail: 'insufficient_quota' },
    ],
    [400, 'invalid_request_error', 'Could not process image', { code: 'rejected', detail: 'invalid_image' }],
    [401, 'authentication_error', 'invalid x-api-key', { code: 'key-refused' }],
    [
      402,
      'billing_error',
      'Check your payment details.',
      { code: 'rate-limited', detail: 'insufficient_quota' },
    ],
    [403, 'permission_error', 'no permission', { code: 'key-refused' }],
    [404, 'not_found_error', 'model: claude-none', { code: 'unavailable', detail: 'model_not_found' }],
    [
      413,
      'request_too_large',
      'Request exceeds the maximum size',
      { code: 'rejected', detail: 'context_length_exceeded' },
    ],
    [429, 'rate_limit_error', 'This request would exceed your rate limit', { code: 'rate-limited' }],
    [500, 'api_error', 'Internal server error', { code: 'unavailable' }],
    [504, 'timeout_error', 'Request timed out', { code: 'timeout' }],
    [529, 'overloaded_error', 'Overloaded', { code: 'unavailable', detail: 'overloaded' }],
  ])('%i %s "%s"', (status, type, message, expected) => {
    expect(decodeAnthropicError(status, {}, bodyOf(type, message))).toEqual({ ...expected, message });
  });

  it('keeps the seconds to wait', () => {
    const failure = decodeAnthropicError(429, { 'retry-after': '17' }, bodyOf('rate_limit_error', 'slow'));
    expect(failure.retryAfterSeconds).toBe(17);
  });

  it('shows no web page of a proxy in between', () => {
    expect(decodeAnthropicError(502, {}, '<html>Bad Gateway</html>').message).toBe(
      'the provider answered with HTTP status 502',
    );
  });

  it('makes something of any body', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        const { code, message } = decodeAnthropicError(status, {}, body);
        expect(code).not.toBe('');
        expect(message).not.toBe('');
      }),
    );
  });
});
