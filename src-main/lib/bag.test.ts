import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Bag } from './bag.ts';

it('holds what was put in and not taken out again', () => {
  const steps = fc.array(fc.record({ isIn: fc.boolean(), member: fc.nat(8) }));
  fc.assert(
    fc.property(steps, all => {
      const bag = new Bag<number>();
      const plain: number[] = [];
      for (const { isIn, member } of all) {
        if (isIn) {
          bag.add(member);
          plain.push(member);
        } else {
          bag.delete(member);
          if (plain.includes(member)) plain.splice(plain.indexOf(member), 1);
        }
      }
      expect([...bag].sort()).toEqual(plain.sort());
    }),
  );
});
