import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

const nested = (depth: number, inside: string) => '['.repeat(depth) + inside + ']'.repeat(depth);
/** Long enough to be looked at before it is parsed. */
const LONG = ' '.repeat(600);

describe('parsing JSON that came from outside', () => {
  it('gives what JSON.parse gives, whatever stands in its strings', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('\\', '"', '[', '{', ']', '}', 'a', '\n'), { maxLength: 40 })
        .map(all => all.join('')),
    );
    const values = fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' });
    fc.assert(
      fc.property(fc.dictionary(texts, fc.oneof(texts, values)), value => {
        const text = JSON.stringify(value) + LONG;
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['an escaped quote', '"\\""'],
    ['an escaped backslash at the end', '"\\\\"'],
    ['brackets that are text', JSON.stringify('['.repeat(1000))],
    ['quotes and brackets that are text', JSON.stringify('"[\\'.repeat(1000))],
  ])('takes 512 levels and no more around %s', (_, inside) => {
    expect(parseJson(nested(512, inside))).toBeDefined();
    expect(parseJson(nested(513, inside))).toBeUndefined();
    expect(parseJson(`[${inside},${nested(512, inside)}]`)).toBeUndefined();
  });

  it.each([
    `"${'['.repeat(600)}`,
    `{"a":"${'x'.repeat(600)}\\"}`,
    LONG,
    `[${LONG}`,
  ])('gives undefined for what is no JSON', text => {
    expect(parseJson(text)).toBeUndefined();
  });
});
