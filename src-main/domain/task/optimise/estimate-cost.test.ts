import { describe, expect, it } from 'vitest';
import { applyBudget, estimateCostUsd } from './estimate-cost.ts';

const dear = { name: 'dear', inputUsdPerMTok: 10, outputUsdPerMTok: 50 };
const cheap = { name: 'cheap', inputUsdPerMTok: 0.1, outputUsdPerMTok: 0.4 };
const local = { name: 'local', inputUsdPerMTok: 0, outputUsdPerMTok: 0 };
const unknown = { name: 'unknown', inputUsdPerMTok: 1 };

describe('estimating and budgeting a call', () => {
  it('counts input and output at their own prices', () => {
    expect(estimateCostUsd(dear, 2000, 1000)).toBeCloseTo(0.07, 12);
    expect(estimateCostUsd(local, 1e9, 1e9)).toBe(0);
    expect(estimateCostUsd(unknown, 1, 1)).toBeUndefined();
  });

  it.each([
    [0, ['dear', 'cheap', 'local', 'unknown'], []],
    [1, ['dear', 'cheap', 'local'], ['unknown price-unknown']],
    [0.01, ['cheap', 'local'], ['dear over-budget', 'unknown price-unknown']],
    [0.0000001, ['local'], ['dear over-budget', 'cheap over-budget', 'unknown price-unknown']],
  ])('with a budget of %d USD', (maxCostUsd, affordable, refused) => {
    const result = applyBudget([dear, cheap, local, unknown], 2000, 1000, maxCostUsd);
    expect(result.affordable.map(({ name }) => name)).toEqual(affordable);
    expect(result.refused.map(({ name, reason }) => `${name} ${reason}`)).toEqual(refused);
  });
});
