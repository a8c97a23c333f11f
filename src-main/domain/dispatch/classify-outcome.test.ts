import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyOutcome, type UpstreamFact } from './classify-outcome.ts';
import { parseHttpDate } from './http-date.ts';
import type { Outcome } from './outcome.ts';
import { T0 } from './testing/dispatch-fixture.ts';

const status = (
  code: number,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Extract<UpstreamFact, { kind: 'status' }> => ({
  kind: 'status',
  status: code,
  header: name => headers[name],
  body,
});
const classify = (fact: UpstreamFact) => classifyOutcome(fact, T0);

describe('what an upstream does means', () => {
  const cases: readonly (readonly [string, UpstreamFact, Partial<Outcome>])[] = [
    ['429', status(429), { result: 'failed', isRetryable: true, cooldown: 'rate-limited' }],
    ['401', status(401), { result: 'failed', cooldown: 'key-refused' }],
    ['403', status(403), { result: 'failed', cooldown: 'key-refused' }],
    ['404', status(404), { result: 'failed', isRetryable: true, cooldown: 'model-missing' }],
    ['408', status(408), { result: 'failed', isRetryable: true }],
    ['409', status(409), { result: 'failed', isRetryable: true }],
    ['500', status(500), { result: 'failed', isRetryable: true }],
    ['502', status(502), { result: 'failed', isRetryable: true }],
    ['503', status(503), { result: 'failed', isRetryable: true }],
    ['504', status(504), { result: 'failed', isRetryable: true }],
    ['529', status(529), { result: 'failed', isRetryable: true }],
    ['400', status(400), { result: 'rejected', isRetryable: false }],
    ['422', status(422), { result: 'rejected', isRetryable: false }],
    ['a refused connection', { kind: 'connect-failed' }, { result: 'failed', isRetryable: true }],
    ['silence', { kind: 'timeout', phase: 'ttft' }, { result: 'failed', isRetryable: true }],
    ['an empty 200', { kind: 'empty' }, { result: 'failed', isRetryable: true }],
    ['a cut stream', { kind: 'cut' }, { result: 'failed', isRetryable: true }],
    [
      'an error inside a 200',
      { kind: 'stream-error', message: 'boom' },
      { result: 'failed', isRetryable: true },
    ],
    [
      'a rate limit inside a 200',
      { kind: 'stream-error', code: 'rate_limit_exceeded', message: 'Please try again in 7s' },
      { cooldown: 'rate-limited', statedMs: 7000 },
    ],
    [
      'a wrong prompt inside a 200',
      { kind: 'stream-error', code: 'invalid_prompt', message: 'no' },
      { result: 'rejected', isRetryable: false },
    ],
    ['a client that left', { kind: 'client-closed' }, { result: 'cancelled', isRetryable: false }],
    ['an answer', { kind: 'answered', status: 200 }, { result: 'succeeded' }],
    [
      'a missing model under 400',
      status(400, {}, '{"error":{"message":"The model `x` does not exist"}}'),
      { isRetryable: true, cooldown: 'model-missing' },
    ],
    [
      'an unavailable model under 400',
      status(400, {}, '{"error":"Model x is currently unavailable"}'),
      { result: 'failed', isRetryable: true },
    ],
    [
      'a request that is wrong everywhere',
      status(400, {}, '{"error":{"message":"Invalid schema for function x"}}'),
      { result: 'rejected', isRetryable: false },
    ],
  ];
  it.each(cases)('%s', (_name, fact, expected) => {
    expect(classify(fact)).toMatchObject(expected);
  });
  it.each([400, 408, 409, 500, 502, 503, 504])('%i opens no cooldown by itself', code => {
    expect(classify(status(code)).cooldown).toBeUndefined();
  });
  it.each([401, 402, 403, 501, 529])('%i goes on elsewhere, but not in the reference', code => {
    expect(classify(status(code)).isRetryable).toBe(true);
    expect(classifyOutcome(status(code), T0, true).isRetryable).toBe(false);
  });
});

describe('the time an upstream asks to wait', () => {
  const soon = new Date(T0 + 90_000);
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, number | undefined])[] =
    [
      ['Retry-After in seconds', { 'retry-after': '17' }, '', 17_000],
      ['Retry-After as a date', { 'retry-after': soon.toUTCString() }, '', 90_000],
      ['Retry-After in the past', { 'retry-after': new Date(T0 - 5000).toUTCString() }, '', 0],
      ['retry-after-ms', { 'retry-after-ms': '1500', 'retry-after': '9' }, '', 1500],
      [
        'the exhausted one of two quotas',
        {
          'x-ratelimit-remaining-requests': '0',
          'x-ratelimit-reset-requests': '6m0s',
          'x-ratelimit-remaining-tokens': '500',
          'x-ratelimit-reset-tokens': '1h',
        },
        '',
        360_000,
      ],
      [
        'a reset as a time',
        {
          'anthropic-ratelimit-tokens-remaining': '0',
          'anthropic-ratelimit-tokens-reset': soon.toISOString(),
        },
        '',
        90_000,
      ],
      ['a reset as an epoch', { 'x-ratelimit-reset': String(T0 / 1000 + 60) }, '', 60_000],
      ['RetryInfo in the body', {}, '{"error":{"details":[{"retryDelay": "34s"}]}}', 34_000],
      [
        'a usage limit in the body',
        {},
        '{"error":{"type":"usage_limit_reached","resets_in_seconds":1200}}',
        1_200_000,
      ],
      ['words in the body', {}, 'Rate limit reached. Please try again in 1.5s.', 1500],
      ['an epoch in milliseconds', { 'x-ratelimit-reset': String(T0 + 60_000) }, '', 60_000],
      ['a reset in plain seconds', { 'x-ratelimit-reset': '12' }, '', 12_000],
      [
        'a duration with fractions',
        { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1h2m3.5s' },
        '',
        3_723_500,
      ],
      [
        'milliseconds',
        { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '120ms' },
        '',
        120,
      ],
      [
        'output tokens',
        {
          'anthropic-ratelimit-output-tokens-remaining': '0',
          'anthropic-ratelimit-output-tokens-reset': soon.toISOString(),
        },
        '',
        90_000,
      ],
      ['a structured header', { ratelimit: '"api";r=0;t=30' }, '', 30_000],
      ['a structured header of older drafts', { ratelimit: 'limit=100, remaining=0, reset=50' }, '', 50_000],
      ['a structured header with something left', { ratelimit: '"api";r=10;t=30' }, '', undefined],
      ['a date of RFC 850', { 'retry-after': 'Saturday, 21-Nov-26 12:01:30 GMT' }, '', 90_000],
      ['a date of asctime', { 'retry-after': 'Sat Nov 21 12:01:30 2026' }, '', 90_000],
      ['nothing', {}, '{}', undefined],
      ['nonsense', { 'retry-after': 'soon' }, '', undefined],
      ['a negative wait', { 'retry-after': '-5' }, '', undefined],
      ['an empty header', { 'retry-after-ms': '', 'retry-after': '' }, '', undefined],
      ['words of numbers', { 'retry-after-ms': 'Infinity', 'retry-after': '1e9' }, '', undefined],
    ];
  it.each(cases)('%s', (_name, headers, body, expected) => {
    expect(classify(status(429, headers, body)).statedMs).toBe(expected);
  });

  it('reads every date a server may write', () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
    fc.assert(
      fc.property(seconds, at => {
        expect(parseHttpDate(new Date(at * 1000).toUTCString())).toBe(at * 1000);
        expect(parseHttpDate(new Date(at * 1000).toISOString())).toBe(at * 1000);
      }),
    );
    expect(parseHttpDate('2026-11-21T14:00:00+02:00')).toBe(T0);
  });
});
