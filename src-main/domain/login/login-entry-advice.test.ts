import { expect, it } from 'vitest';
import { loginEntryAdvice } from './login-entry-advice.ts';

it.each([
  ['darwin', /System Settings, General, Login Items/],
  ['win32', /Settings, Apps, Startup/],
])('says on %s where the system keeps the entry', (platform, words) => {
  expect(loginEntryAdvice(platform)).toMatch(words);
});

it('has nothing to say on Linux, where the entry is a file that we remove', () => {
  expect(loginEntryAdvice('linux')).toBeUndefined();
});
