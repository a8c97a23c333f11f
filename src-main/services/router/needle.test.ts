import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Needle } from './needle.ts';

describe('a needle', () => {
  it.each([
    '"input_image"',
    'signalbox:1:',
    '<cwd>',
    '"tools"',
    '_',
    'abc',
  ])('is found where a plain search finds it: %s', text => {
    const piece = fc.oneof(
      fc.constantFrom(text, text.slice(1), text.slice(0, -1), text.slice(0, 3), '_', 'x', '"'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.nat(60), (pieces, from) => {
        const bytes = Buffer.from(pieces.join(''));
        expect(new Needle(text).indexIn(bytes, from)).toBe(bytes.indexOf(text, from));
      }),
    );
  });
});
