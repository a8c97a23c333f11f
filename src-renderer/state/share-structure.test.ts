import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareStructure } from './share-structure.ts';

const json = fc.jsonValue({ maxDepth: 4 });
// Keys that an object literal would treat specially never come out of the contract.
const isOrdinary = (value: unknown): boolean => !JSON.stringify(value).includes('__proto__');

describe('shareStructure', () => {
  it('always equals the next value, whatever came before', () => {
    fc.assert(
      fc.property(json.filter(isOrdinary), json.filter(isOrdinary), (previous, next) => {
        expect(shareStructure(previous, next)).toEqual(next);
      }),
    );
  });

  it('gives the previous reference back where nothing changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json, { minKeys: 1 }).filter(isOrdinary), value => {
        expect(shareStructure(value, structuredClone(value))).toBe(value);
      }),
    );
  });

  it('keeps rows that moved because a new one came in at the front', () => {
    const rows = [
      { id: 'b', status: 200 },
      { id: 'a', status: 200 },
    ];
    const next = shareStructure(rows, [{ id: 'c', status: 0 }, ...structuredClone(rows)]);
    expect(next[1]).toBe(rows[0]);
    expect(next[2]).toBe(rows[1]);
  });

  it('replaces a row that changed and keeps its neighbours', () => {
    const rows = [{ id: 'b', status: 1 }, { id: 'a' }];
    const next = shareStructure<unknown>(rows, [{ id: 'b', status: 2 }, { id: 'a' }]) as typeof rows;
    expect(next[0]).not.toBe(rows[0]);
    expect(next[1]).toBe(rows[1]);
  });

  it('drops a field that is gone', () => {
    expect(shareStructure<unknown>({ a: 1, port: 4000 }, { a: 1 })).toEqual({ a: 1 });
  });
});
