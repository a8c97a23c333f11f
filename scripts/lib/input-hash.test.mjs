import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashInputs } from './input-hash.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-hash-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'a.ts'), 'one');
  writeFileSync(join(folder, 'src', 'a.test.ts'), 'test');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = () => hashInputs(folder, ['src', 'absent.json'], path => !path.endsWith('.test.ts'));

test('touching a file changes nothing', () => {
  const before = hash();
  utimesSync(join(folder, 'src', 'a.ts'), 1, 1);
  expect(hash()).toBe(before);
});

test.each([
  ['other bytes', () => writeFileSync(join(folder, 'src', 'a.ts'), 'two')],
  ['a new file', () => writeFileSync(join(folder, 'src', 'b.ts'), '')],
  ['an input that appears', () => writeFileSync(join(folder, 'absent.json'), '{}')],
])('%s change it', (_name, change) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});

test('a file that is filtered out does not count', () => {
  const before = hash();
  writeFileSync(join(folder, 'src', 'a.test.ts'), 'another');
  expect(hash()).toBe(before);
});
