import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatCount,
  formatCountdown,
  formatDuration,
  formatElapsed,
  formatPerSec,
  formatScore,
  formatShare,
  formatTokens,
  formatUsd,
  UNKNOWN,
} from './format.ts';

/** Intl separates with several kinds of space; a reader sees one. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('formatDuration', () => {
  it.each([
    [0, '0 ms', '0 ms'],
    [999.4, '999 ms', '999 ms'],
    [999.6, '1.0 s', '1,0 s'],
    [1234, '1.2 s', '1,2 s'],
    [59_949, '59.9 s', '59,9 s'],
    [59_960, '1 m', '1 min'],
    [83_000, '1 m 23 s', '1 min 23 s'],
    [3_600_000, '1 h', '1 h'],
  ])('writes %d ms as %s, in French %s', (ms, english, french) => {
    expect(plain(formatDuration('en', ms))).toBe(english);
    expect(plain(formatDuration('fr', ms))).toBe(french);
  });
});

describe('clocks', () => {
  it.each([
    [0, '0 s'],
    [1999, '1 s'],
    [61_000, '1 m 1 s'],
    [7_260_000, '2 h 1 m'],
    [90_000_000, '1 d 1 h'],
    [-5, '0 s'],
  ])('counts up: %d ms is %s', (ms, text) => expect(plain(formatElapsed('en', ms))).toBe(text));

  it('counts down to zero only when it is over', () => {
    expect(plain(formatCountdown('en', 1))).toBe('1 s');
    expect(plain(formatCountdown('en', 0))).toBe('0 s');
  });
});

describe('money', () => {
  it.each([
    [0, '$0.00', '0,00 $'],
    [12.345, '$12.35', '12,35 $'],
    [0.0234, '$0.023', '0,023 $'],
    [0.000042, '$0.00004', '0,00004 $'],
    [-1.5, '-$1.50', '-1,50 $'],
  ])('writes %d as %s, in French %s', (usd, english, french) => {
    expect(plain(formatUsd('en', usd))).toBe(english);
    expect(plain(formatUsd('fr', usd))).toBe(french);
  });
});

it('writes shares, scores, rates, counts and tokens in the locale', () => {
  expect(plain(formatShare('fr', 0.1234))).toBe('12,3 %');
  expect(formatScore('en', 0.12345)).toBe('0.123');
  expect(formatPerSec('en', 45.26)).toBe('45.3');
  expect(plain(formatCount('fr', 12_345))).toBe('12 345');
  expect(formatTokens('en', 12_400)).toBe('12.4K');
  expect(formatClock('en-GB', 0, 'UTC')).toBe('00:00:00');
});

it('never invents a figure: what is not a finite number is a dash', () => {
  const all = [
    formatCount,
    formatDuration,
    formatElapsed,
    formatCountdown,
    formatShare,
    formatUsd,
    formatTokens,
  ];
  for (const write of all)
    for (const unknown of [undefined, Number.NaN, Number.POSITIVE_INFINITY])
      expect(write('en', unknown)).toBe(UNKNOWN);
});

it('writes every finite figure without an exponent, NaN or Infinity', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), value => {
      for (const write of [formatDuration, formatElapsed, formatUsd, formatShare, formatTokens])
        expect(write('en', value)).not.toMatch(/NaN|Infinity|\de/);
    }),
  );
});
