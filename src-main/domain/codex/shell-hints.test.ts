import { expect, it } from 'vitest';
import { shellHints } from './shell-hints.ts';

it.each([
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, false, /^This is WSL.*Debian/],
  ['win32', { MSYSTEM: 'MINGW64' }, true, /^This is Git Bash.*winpty/],
])('on %s with %o a hint says what to do', (platform, env, isHere, words) => {
  expect(shellHints(platform, env, isHere)).toEqual([expect.stringMatching(words)]);
});

it.each([
  ['linux', {}, true],
  ['win32', { MSYSTEM: 'MINGW64' }, false],
  ['win32', {}, true],
  ['darwin', { MSYSTEM: 'x' }, true],
])('on %s with %o there is nothing to say', (platform, env, isHere) => {
  expect(shellHints(platform, env, isHere)).toEqual([]);
});
