import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextEwma } from './ewma.ts';

test('the first value stands alone and later ones count a quarter', () => {
  const first = nextEwma(undefined, 800);
  expect(first).toBe(800);
  expect(nextEwma(first, 1600)).toBe(1000);
});

test('the average stays between the smallest and the largest value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, alpha) => {
        let average: number | undefined;
        for (const value of values) average = nextEwma(average, value, alpha);
        expect(average).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
        expect(average).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
      },
    ),
  );
});
