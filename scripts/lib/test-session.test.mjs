import { expect, test } from 'vitest';
import { inTestSession, sessionMark } from './test-session.mjs';

const command = ['node', 'tests.mjs'];
const all = new Set(['dbus-run-session', 'xvfb-run']);

test.each([
  ['Linux', 'linux', {}, all, true],
  ['Linux with a desktop: it is not touched', 'linux', { DISPLAY: ':0' }, all, true],
  ['already inside', 'linux', { [sessionMark]: '1' }, all, false],
  ['no virtual display', 'linux', {}, new Set(['dbus-run-session']), false],
  ['no bus', 'linux', {}, new Set(['xvfb-run']), false],
  ['macOS', 'darwin', {}, all, false],
  ['Windows', 'win32', {}, all, false],
])('%s', (_name, platform, env, programs, isWrapped) => {
  const wrapped = inTestSession({ platform, env, programs }, command, 'unlock.mjs');
  expect(wrapped.slice(-2)).toEqual(command);
  expect(wrapped[0]).toBe(isWrapped ? 'dbus-run-session' : 'node');
});
