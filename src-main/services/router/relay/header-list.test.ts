import { expect, it } from 'vitest';
import { mergeHeaders, withoutHeader } from './header-list.ts';

it.each([
  [
    ['content-length', '5', 'vary', 'origin'],
    ['vary', 'origin'],
  ],
  [
    ['vary', 'content-length', 'content-length', '5'],
    ['vary', 'content-length'],
  ],
  [
    ['vary', 'content-length'],
    ['vary', 'content-length'],
  ],
  [[], []],
])('takes a header out of %j by its name, whatever values say', (list, rest) => {
  expect(withoutHeader(list, 'content-length')).toEqual(rest);
});

it('merges: what both have comes from the others, once', () => {
  const list = ['accept', 'a', 'set-cookie', ['1', '2']] as const;
  expect(mergeHeaders(list, { accept: 'b', host: 'h' })).toEqual([
    'set-cookie',
    ['1', '2'],
    'accept',
    'b',
    'host',
    'h',
  ]);
});
