import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileAtomic, writeFileAtomic } from './write-file-atomic.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-atomic-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('replaces a file whole and leaves nothing beside it', async () => {
  const path = join(folder, 'a');
  await writeFile(path, 'old and longer');
  await writeFileAtomic(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a']);
});

it('creates a file for its owner only, and never over another', async () => {
  const path = join(folder, 'a');
  expect(await createFileAtomic(path, 'mine')).toBe(true);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await createFileAtomic(path, 'other')).toBe(false);
  expect(await readFile(path, 'utf8')).toBe('mine');
});

it('lets exactly one of many creators win, and the file is whole', async () => {
  const path = join(folder, 'a');
  const texts = Array.from({ length: 20 }, (_, at) => `${at}`.repeat(5000));
  const won = await Promise.all(texts.map(text => createFileAtomic(path, text)));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await readFile(path, 'utf8')).toBe(texts[won.indexOf(true)]);
  expect(await readdir(folder)).toEqual(['a']);
});

it('leaves no temporary file when it fails', async () => {
  await expect(writeFileAtomic(folder, 'x')).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});
