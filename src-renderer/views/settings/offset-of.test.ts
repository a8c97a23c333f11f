import { expect, it } from 'vitest';
import { offsetOf } from './offset-of.ts';

const text = 'one: 1\ntwo: 2\n';

it.each([
  [1, 1, 0],
  [2, 1, 7],
  [2, 6, 12],
  [2, 99, 13],
  [99, 1, 14],
  [0, 0, 0],
])('line %d, column %d is at %d', (line, column, offset) => {
  expect(offsetOf(text, line, column)).toBe(offset);
});
