import { expect, it } from 'vitest';
import { createBodyBuffers } from './body-buffers.ts';

const MB = 1024 * 1024;

it('lends a buffer again once it was given back', () => {
  const buffers = createBodyBuffers();
  const first = buffers.take(MB);
  expect(first.bytes.length).toBe(MB);
  first.giveBack();
  const second = buffers.take(MB - 5);
  expect(second.bytes.buffer).toBe(first.bytes.buffer);
  expect(second.bytes.length).toBe(MB - 5);
});

it('never lends one that somebody still reads, and none twice at the same time', () => {
  const buffers = createBodyBuffers();
  const read = buffers.take(MB);
  read.share();
  read.giveBack();
  const other = buffers.take(MB);
  expect(other.bytes.buffer).not.toBe(read.bytes.buffer);
  const endReading = other.share();
  endReading();
  other.giveBack();
  other.giveBack();
  const [one, two] = [buffers.take(MB), buffers.take(MB)];
  expect(one.bytes.buffer).toBe(other.bytes.buffer);
  expect(two.bytes.buffer).not.toBe(one.bytes.buffer);
});

it('keeps a few megabytes and no more', () => {
  const buffers = createBodyBuffers();
  const loans = Array.from({ length: 8 }, () => buffers.take(MB));
  const known = new Set(loans.map(({ bytes }) => bytes.buffer));
  for (const loan of loans) loan.giveBack();
  const huge = buffers.take(5 * MB);
  huge.giveBack();
  expect(buffers.take(5 * MB).bytes.buffer).not.toBe(huge.bytes.buffer);
  const again = Array.from({ length: 8 }, () => buffers.take(MB));
  expect(again.filter(({ bytes }) => known.has(bytes.buffer)).length).toBe(4);
});
