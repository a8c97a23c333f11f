import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findOllama } from './find-executable.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-find-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function program(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, '');
  await chmod(path, 0o755);
  return path;
}

test('the first one on PATH is found', async () => {
  const path = await program('ollama');
  expect(await findOllama({ PATH: ['/nowhere', folder].join(delimiter) }, 'linux')).toBe(path);
});

test('SIGNALBOX_OLLAMA is taken at its word, also when nothing can be run there', async () => {
  await program('ollama');
  const other = await program('another');
  expect(await findOllama({ PATH: folder, SIGNALBOX_OLLAMA: other }, 'linux')).toBe(other);
  expect(await findOllama({ PATH: folder, SIGNALBOX_OLLAMA: join(folder, 'gone') }, 'linux')).toBe(undefined);
});
