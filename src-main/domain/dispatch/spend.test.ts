import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSpend, changeReserved, NO_SPEND, NOTHING_RESERVED, type Reserve, spentOn } from './spend.ts';

describe('what was spent', () => {
  it('today does not forget what was spent when an answer of yesterday ends after midnight', () => {
    const monday = addSpend(NO_SPEND, '2026-11-23', 4);
    const tuesday = addSpend(monday, '2026-11-24', 5);
    const late = addSpend(tuesday, '2026-11-23', 1);
    expect([spentOn(late, '2026-11-24'), spentOn(late, '2026-11-23')]).toEqual([5, 5]);
  });

  it('is still known when the calendar goes back a day and comes again', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-23', '2026-11-24'];
    const spend = days.reduce((sum, day) => addSpend(sum, day, 1), NO_SPEND);
    expect(days.slice(0, 2).map(day => spentOn(spend, day))).toEqual([2, 2]);
    expect(spentOn(spend, '2026-11-25')).toBe(0);
  });
});

it('whatever is kept of the budgets and given back in any order leaves nothing kept', () => {
  const reserve: fc.Arbitrary<Reserve> = fc.record({
    usd: fc.double({ min: 1e-6, max: 10, noNaN: true }),
    conversationId: fc.constantFrom(undefined, 'c1', 'c2'),
  });
  fc.assert(
    fc.property(fc.array(reserve, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (reserves, order) => {
      const taken = reserves.reduce((all, one) => changeReserved(all, one, 1), NOTHING_RESERVED);
      const shuffled = reserves
        .map(one => ({ one, at: order.next().value ?? 0 }))
        .toSorted((left, right) => left.at - right.at);
      const left = shuffled.reduce((all, { one }) => changeReserved(all, one, -1), taken);
      expect(left.usd).toBeCloseTo(0, 9);
      expect([...left.byConversation.values()].every(usd => usd < 1e-9)).toBe(true);
    }),
  );
});
