import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHttpDate } from './http-date.ts';
import { statedResetMs } from './stated-reset.ts';
import { T0 } from './testing/dispatch-fixture.ts';

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
      [
        'a date out of all reach',
        { 'retry-after': new Date(T0 + 99 * 86_400_000).toUTCString() },
        '',
        8 * 86_400_000,
      ],
      ['nothing', {}, '{}', undefined],
      ['nonsense', { 'retry-after': 'soon' }, '', undefined],
      ['a negative wait', { 'retry-after': '-5' }, '', undefined],
      ['an empty header', { 'retry-after-ms': '', 'retry-after': '' }, '', undefined],
      ['words of numbers', { 'retry-after-ms': 'Infinity', 'retry-after': '1e9' }, '', undefined],
    ];
  it.each(cases)('%s', (_name, headers, body, expected) => {
    expect(statedResetMs(name => headers[name], body, T0)).toBe(expected);
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
