import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeInCache } from './make-in-cache.mjs';

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'signalbox-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

test('it is made once and found after that', async () => {
  const folder = join(cache, 'deep', 'part-1');
  const fill = async unfinished => writeFileSync(join(unfinished, 'a'), 'first');
  expect(await makeInCache(folder, fill)).toBe('made');
  expect(await makeInCache(folder, () => Promise.reject(new Error('filled twice')))).toBe('found');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('first');
});

test('a failure leaves nothing behind', async () => {
  const folder = join(cache, 'part-1');
  await expect(makeInCache(folder, () => Promise.reject(new Error('no network')))).rejects.toThrow(
    'no network',
  );
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(cache)).toEqual([]);
});

test('of several at once one wins whole, and the others use it', async () => {
  const folder = join(cache, 'part-1');
  const results = await Promise.all(
    ['a', 'b', 'c'].map(name =>
      makeInCache(folder, async unfinished => {
        writeFileSync(join(unfinished, 'one'), name);
        await new Promise(resolve => setImmediate(resolve));
        writeFileSync(join(unfinished, 'two'), name);
      }),
    ),
  );
  expect(results).toHaveLength(3);
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe(readFileSync(join(folder, 'two'), 'utf8'));
  expect(readdirSync(cache)).toEqual(['part-1']);
});

test('a cache that cannot be written is named, with the way round it', async () => {
  const file = join(cache, 'file');
  writeFileSync(file, '');
  await expect(makeInCache(join(file, 'thing'), async () => undefined)).rejects.toThrow(
    /The cache .*file cannot be written \(E\w+\)\. SIGNALBOX_CACHE names another/,
  );
});
