import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSwitches } from './hindsight.ts';

const changesOf = (plan: readonly number[]) =>
  [0, ...plan].filter((place, turn, all) => turn > 0 && place !== all[turn - 1]).length;
const lossOf = (losses: readonly (readonly number[])[], plan: readonly number[]) =>
  plan.reduce((sum, place, turn) => sum + (losses[place]?.[turn] ?? 0), 0);

test('the plan leaves the ill place once, and comes back only where a second switch is allowed', () => {
  const ill = [1, 1, 9, 9, 9, 1, 1, 1];
  const other = ill.map(() => 2);
  expect(planSwitches([ill, other], 2)).toEqual([
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 1, 1, 1, 1, 1, 1],
    [0, 0, 1, 1, 1, 0, 0, 0],
  ]);
});

/** Every plan there is. */
function allPlans(places: number, turns: number): number[][] {
  if (turns === 0) return [[]];
  return allPlans(places, turns - 1).flatMap(plan =>
    Array.from({ length: places }, (_, place) => [...plan, place]),
  );
}

test('no plan with as few switches loses less than the one found', () => {
  const lossesArb = fc.integer({ min: 1, max: 6 }).chain(turns =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: turns, maxLength: turns }), {
      minLength: 1,
      maxLength: 3,
    }),
  );
  fc.assert(
    fc.property(lossesArb, fc.integer({ min: 0, max: 3 }), (losses, most) => {
      const every = allPlans(losses.length, losses[0]?.length ?? 0);
      for (const [limit, plan] of planSwitches(losses, most).entries()) {
        expect(changesOf(plan)).toBeLessThanOrEqual(limit);
        const best = Math.min(
          ...every.filter(one => changesOf(one) <= limit).map(one => lossOf(losses, one)),
        );
        expect(lossOf(losses, plan)).toBe(best);
      }
    }),
  );
});
