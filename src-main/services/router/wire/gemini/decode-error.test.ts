import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from '../canonical-event.ts';
import type { JsonValue } from '../json.ts';
import { decodeGeminiError } from './decode-error.ts';

function bodyOf(code: number, status: string, message: string, details: readonly JsonValue[] = []): string {
  return JSON.stringify({ error: { code, message, status, details } });
}

function quota(quotaId: string, delay: string): readonly JsonValue[] {
  return [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [
        {
          quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
          quotaId,
          quotaDimensions: { location: 'global', model: 'gemini-2.5-flash' },
          quotaValue: '20',
        },
      ],
    },
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [{ url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }],
    },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: delay },
  ];
}

describe('errors of the Gemini API', () => {
  it.each<[number, string, string, Partial<UpstreamFailure>]>([
    [400, 'INVALID_ARGUMENT', 'Please use a valid role: user, model.', { code: 'rejected' }],
    [
      400,
      'INVALID_ARGUMENT',
      'The model is temporarily unavailable, try again',
      { code: 'unavailable', detail: 'overloaded' },
    ],
    [400, 'INVALID_ARGUMENT', 'Tool use with this model: field is required', { code: 'rejected' }],
    [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', { code: 'key-refused' }],
    [
      400,
      'INVALID_ARGUMENT',
      'The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).',
      { code: 'rejected', detail: 'context_length_exceeded' },
    ],
    [
      400,
      'INVALID_ARGUMENT',
      'Unable to process input image. Please retry.',
      { code: 'rejected', detail: 'invalid_image' },
    ],
    [400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.', { code: 'unavailable' }],
    [401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', { code: 'key-refused' }],
    [403, 'PERMISSION_DENIED', 'Your project has been denied access.', { code: 'key-refused' }],
    [
      404,
      'NOT_FOUND',
      'models/gemini-9 is not found for API version v1beta',
      { code: 'unavailable', detail: 'model_not_found' },
    ],
    [429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).', { code: 'rate-limited' }],
    [
      429,
      'RESOURCE_EXHAUSTED',
      'Quota exceeded, limit: 0, model: gemini-3-pro\nPlease retry in 10.6s.',
      { code: 'rate-limited', detail: 'insufficient_quota' },
    ],
    [
      429,
      'RESOURCE_EXHAUSTED',
      'Quota exceeded, limit: 20\nPlease retry in 10.673410956s.',
      { code: 'rate-limited', retryAfterSeconds: 11 },
    ],
    [500, 'INTERNAL', 'An internal error has occurred.', { code: 'unavailable' }],
    [
      503,
      'UNAVAILABLE',
      'The model is overloaded. Please try again later.',
      { code: 'unavailable', detail: 'overloaded' },
    ],
    [504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.', { code: 'timeout' }],
  ])('%i %s "%s"', (status, name, message, expected) => {
    expect(decodeGeminiError(status, {}, bodyOf(status, name, message))).toEqual({ ...expected, message });
  });

  it('waits for a minute quota as long as the answer says, and not for one of the day', () => {
    const perMinute = quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '26.4s');
    const perDay = quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '26s');
    const read = (details: readonly JsonValue[]): UpstreamFailure =>
      decodeGeminiError(
        429,
        {},
        bodyOf(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota', details),
      );
    expect(read(perMinute)).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 27 });
    expect(read(perDay)).toEqual({
      code: 'rate-limited',
      detail: 'insufficient_quota',
      message: 'You exceeded your current quota',
    });
  });

  it('reads the list that a stream without events answers with', () => {
    const body = `[${bodyOf(503, 'UNAVAILABLE', 'busy')}]`;
    expect(decodeGeminiError(503, {}, body)).toMatchObject({ detail: 'overloaded', message: 'busy' });
  });

  it('makes something of any body', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        const { code, message } = decodeGeminiError(status, {}, body);
        expect(code).not.toBe('');
        expect(message).not.toBe('');
      }),
    );
  });
});
