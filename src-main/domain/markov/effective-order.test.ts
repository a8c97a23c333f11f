import { expect, test } from 'vitest';
import { orderCandidates } from './effective-order.ts';

const COST_USD: Readonly<Record<string, number>> = { first: 0.02, second: 0.02, local: 0, dear: 0.1 };
const costOf = (candidate: string) => COST_USD[candidate];

test.each([
  ['the baseline itself', 'first', true, ['first', 'second', 'local', 'dear'], 'first second local dear'],
  ['another, the baseline well', 'second', false, ['first', 'second', 'local'], 'second first local'],
  ['another, the baseline ill', 'second', true, ['first', 'second', 'local'], 'second local first'],
  [
    'another, somebody dearer behind',
    'second',
    true,
    ['first', 'second', 'local', 'dear'],
    'second local first dear',
  ],
  [
    'another, somebody dearer in between',
    'second',
    true,
    ['first', 'dear', 'second', 'local'],
    'second first dear local',
  ],
  ['another of unknown price', 'unknown', true, ['first', 'unknown', 'stranger'], 'unknown first stranger'],
])('asked first: %s (%s, left as ill: %s)', (_, first, isLeft, candidates, order) => {
  expect(orderCandidates(first, candidates, 'first', isLeft, costOf).join(' ')).toBe(order);
});
