import { expect, it } from 'vitest';
import { createMarkFilter } from './byte-order-mark.ts';

it.each([
  ['\ufeffdata: ü', 'data: ü'],
  ['data: ü', 'data: ü'],
  ['\ufeff\ufeff', '\ufeff'],
  ['\ufefe', '\ufefe'],
])('takes one mark off the beginning of %j, however it is split', (text, rest) => {
  const bytes = Buffer.from(text);
  for (let size = 1; size <= bytes.length; size++) {
    const filter = createMarkFilter();
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push(filter(bytes.subarray(at, at + size)));
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(rest));
  }
});
