import { describe, expect, it, test } from 'vitest';
import { planNewsIn, planSpentForMs } from './plan-window.ts';

const NOW_MS = 1_795_000_000_000;
const HOUR_MS = 3_600_000;

const told = {
  'x-codex-primary-used-percent': '83.5',
  'x-codex-primary-window-minutes': '300',
  'x-codex-primary-reset-at': String(NOW_MS / 1000 + 3600),
  'x-codex-secondary-used-percent': '16',
  'x-codex-secondary-window-minutes': '10080',
  'x-codex-secondary-reset-at': String(NOW_MS / 1000 + 86_400),
};

describe('what OpenAI tells of a plan', () => {
  it('is a share, a length and an end for each window', () => {
    expect(planNewsIn(told, NOW_MS)).toEqual({
      windows: [
        { usedShare: 0.835, lengthMs: 5 * HOUR_MS, resetsAtMs: NOW_MS + HOUR_MS },
        { usedShare: 0.16, lengthMs: 168 * HOUR_MS, resetsAtMs: NOW_MS + 24 * HOUR_MS },
      ],
      hasCredits: false,
    });
  });

  test.each([
    ['nothing', {}, 0],
    ['a window without its end', { ...told, 'x-codex-primary-reset-at': undefined }, 1],
    ['words for a number', { ...told, 'x-codex-secondary-used-percent': 'much' }, 1],
    ['a number below nothing', { ...told, 'x-codex-primary-used-percent': '-4' }, 1],
    ['an endless number', { ...told, 'x-codex-primary-window-minutes': `1${'0'.repeat(400)}` }, 1],
    ['an end beyond all plans', { ...told, 'x-codex-primary-reset-at': '99999999999' }, 1],
    ['a header twice', { ...told, 'x-codex-primary-used-percent': ['1', '2'] }, 1],
    ['a length of nothing', { ...told, 'x-codex-primary-window-minutes': '0' }, 1],
  ])('is left out where it is not whole: %s', (_, headers, windows) => {
    expect(planNewsIn(headers, NOW_MS)?.windows.length ?? 0).toBe(windows);
  });

  it('is never more than all of it', () => {
    const news = planNewsIn({ ...told, 'x-codex-primary-used-percent': '104' }, NOW_MS);
    expect(news?.windows[0]?.usedShare).toBe(1);
  });

  it.each(['x-codex-credits-has-credits', 'x-codex-credits-unlimited'])('goes on with %s', name => {
    expect(planNewsIn({ ...told, [name]: 'True' }, NOW_MS)?.hasCredits).toBe(true);
    expect(planNewsIn({ ...told, [name]: 'False' }, NOW_MS)?.hasCredits).toBe(false);
  });
});

test.each([
  ['none told', [], 1, 0],
  ['room left', [[0.99, 1]], 1, 0],
  ['one used up', [[1, 2]], 1, 2 * HOUR_MS],
  [
    'both used up: the later end counts',
    [
      [1, 2],
      [1, 50],
    ],
    1,
    50 * HOUR_MS,
  ],
  ['kept in reserve', [[0.95, 3]], 0.9, 3 * HOUR_MS],
  ['renewed since', [[1, -1]], 1, 0],
] as const)('how long a plan is spent, %s', (_, windows, share, expected) => {
  const told = windows.map(([usedShare = 0, hours = 0]) => ({
    usedShare,
    lengthMs: 5 * HOUR_MS,
    resetsAtMs: NOW_MS + hours * HOUR_MS,
  }));
  expect(planSpentForMs({ windows: told, hasCredits: false }, share, NOW_MS)).toBe(expected);
  expect(planSpentForMs({ windows: told, hasCredits: true }, share, NOW_MS)).toBe(0);
});
