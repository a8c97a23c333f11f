import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInputUnescaper } from './custom-input.ts';

function splitAt(text: string, cuts: readonly number[]): string[] {
  const at = [...new Set(cuts.map(cut => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => text.slice(from, at[i]));
}

describe('free-text input inside function arguments', () => {
  it('comes out the same however the JSON text is split, and the deltas add up to it', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'u', '😀', 'é') }));
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 12 }), (input, cuts) => {
        const unescaper = createInputUnescaper();
        const deltas = splitAt(JSON.stringify({ input }), cuts).map(piece => unescaper.push(piece));
        const { input: whole, rest } = unescaper.end();
        expect(whole).toBe(input);
        expect(deltas.join('') + rest).toBe(input);
      }),
    );
  });

  it('reads escaped surrogate pairs and never gives half a character', () => {
    const unescaper = createInputUnescaper();
    const deltas = [...'{"input":"a\\ud83d\\ude00b"}'].map(char => unescaper.push(char));
    expect(deltas.filter(delta => delta !== '')).toEqual(['a', '😀', 'b']);
  });

  it.each([
    ['{"patch":"*** Begin"}', '*** Begin'],
    ['*** Begin Patch\n+x', '*** Begin Patch\n+x'],
    ['"quoted"', 'quoted'],
    ['{"input":"broken off', 'broken off'],
    ['{"a":"1","b":"2"}', '{"a":"1","b":"2"}'],
  ])('makes the best of %s', (source, input) => {
    const unescaper = createInputUnescaper();
    unescaper.push(source);
    expect(unescaper.end().input).toBe(input);
  });
});
