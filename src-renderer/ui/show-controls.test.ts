import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutText, showControls } from './show-controls.ts';

it.each([
  ['photo\u202Egnp.exe', 'photo⟨U+202E⟩gnp.exe'],
  ['a\u0000b\u001b[31m', 'a⟨U+0000⟩b⟨U+001B⟩[31m'],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ['عربي 👩‍👩‍👧 <b>', 'عربي 👩‍👩‍👧 <b>'],
])('writes out what acts unseen in %j', (text, shown) => expect(showControls(text)).toBe(shown));

it('is the same when done twice, and leaves no direction mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const shown = showControls(text);
      expect(showControls(shown)).toBe(shown);
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

it('cuts without leaving half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
      const cut = cutText(text, length);
      expect(cut.isWellFormed()).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(Math.max(length + 1, 1));
    }),
  );
});
