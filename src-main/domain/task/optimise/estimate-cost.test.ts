import { expect, it } from 'vitest';
import { estimateCostUsd } from './estimate-cost.ts';

it('counts input and output at their own prices, and knows nothing where one is missing', () => {
  expect(estimateCostUsd({ inputUsdPerMTok: 10, outputUsdPerMTok: 50 }, 2000, 1000)).toBeCloseTo(0.07, 12);
  expect(estimateCostUsd({ inputUsdPerMTok: 0, outputUsdPerMTok: 0 }, 1e9, 1e9)).toBe(0);
  expect(estimateCostUsd({ inputUsdPerMTok: 1 }, 1, 1)).toBeUndefined();
});
