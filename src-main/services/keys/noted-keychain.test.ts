import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Keychain } from './keychain.ts';
import { createNotedKeychain } from './noted-keychain.ts';

async function keychainWith(stored: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-keychain-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'state', 'remembered-keys.json');
  const entries = new Map(Object.entries(stored));
  const asked: string[] = [];
  const below: Keychain = {
    async find(providers) {
      asked.push(...providers);
      return Object.fromEntries([...entries].filter(([provider]) => providers.includes(provider)));
    },
    set: async (provider, key) => void entries.set(provider, key),
    delete: async provider => void entries.delete(provider),
  };
  return { path, entries, asked, below, noted: createNotedKeychain(below, path) };
}

test('a keychain nothing was put into is not opened', async () => {
  const { noted, asked } = await keychainWith({ openai: 'of-somebody-else' });
  expect(await noted.find(['openai'])).toEqual({});
  expect(asked).toEqual([]);
});

test('what was put in is found by the next start, until it is taken out', async () => {
  const { noted, below, path, entries } = await keychainWith({});
  await noted.set('openai', 'sk-one');
  await noted.set('gemini', 'gm-two');
  const next = createNotedKeychain(below, path);
  expect(await next.find(['openai', 'anthropic'])).toEqual({ openai: 'sk-one' });
  expect(await next.noted()).toEqual(['openai', 'gemini']);
  expect(await readFile(path, 'utf8')).toBe('["openai","gemini"]\n');
  await next.delete('openai');
  expect(await noted.find(['openai'])).toEqual({});
  expect([...entries.keys()]).toEqual(['gemini']);
});

test('a damaged note is an empty one, and is written anew', async () => {
  const { noted, path } = await keychainWith({});
  await noted.set('openai', 'sk-one');
  await writeFile(path, '{"openai"');
  expect(await noted.find(['openai'])).toEqual({});
  await noted.set('openai', 'sk-one');
  expect(await noted.find(['openai'])).toEqual({ openai: 'sk-one' });
});

test('keys put in at the same time are all noted', async () => {
  const { noted } = await keychainWith({});
  await Promise.all(['openai', 'gemini', 'anthropic'].map(provider => noted.set(provider, 'a-key')));
  expect([...(await noted.noted())].sort()).toEqual(['anthropic', 'gemini', 'openai']);
});
