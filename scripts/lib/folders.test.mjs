import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseCacheFolder, inRepository } from './folders.mjs';

test.each([
  ['SIGNALBOX_CACHE wins', 'linux', { SIGNALBOX_CACHE: '/srv/c', XDG_CACHE_HOME: '/x' }, '/home/a', '/srv/c'],
  ['Linux follows XDG', 'linux', { XDG_CACHE_HOME: '/x' }, '/home/a', '/x/signalbox'],
  ['Linux without XDG', 'linux', {}, '/home/a', '/home/a/.cache/signalbox'],
  ['an empty XDG is no XDG', 'linux', { XDG_CACHE_HOME: '' }, '/home/a', '/home/a/.cache/signalbox'],
  ['macOS', 'darwin', {}, '/Users/a', '/Users/a/Library/Caches/signalbox'],
  [
    'Windows',
    'win32',
    { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' },
    'C:\\Users\\a',
    'C:\\Users\\a\\AppData\\Local\\signalbox\\Cache',
  ],
  [
    'Windows, bare environment',
    'win32',
    {},
    'C:\\Users\\a',
    'C:\\Users\\a\\AppData\\Local\\signalbox\\Cache',
  ],
])('the cache folder: %s', (_name, platform, env, home, expected) => {
  expect(chooseCacheFolder({ platform, env, home })).toBe(expected);
});

test('paths in the repository are found from this file, not from the working directory', () => {
  expect(existsSync(inRepository('package.json'))).toBe(true);
});
