import { expect, test } from 'vitest';
import { planSandbox, planStart } from './start-plan.mjs';

test.each([
  ['linux', {}, [], 'headless'],
  ['linux', { DISPLAY: '' }, [], 'headless'],
  ['linux', { DISPLAY: ':0' }, [], 'tray'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, [], 'tray'],
  ['linux', { DISPLAY: ':0' }, ['--headless'], 'headless'],
  ['darwin', {}, [], 'tray'],
  ['win32', {}, [], 'tray'],
  ['win32', {}, ['--headless'], 'headless'],
])('%s with %o and %o starts %s', (platform, env, args, mode) => {
  expect(planStart({ platform, env, args }).mode).toBe(mode);
});

test('a person who gets no tray is told why', () => {
  expect(planStart({ platform: 'linux', env: {}, args: [] }).why).toMatch(/no display/);
});

const plain = { platform: 'linux', uid: 1000, usernsClone: '1\n', apparmorRestricts: '0\n' };

test.each([
  ['an ordinary account', {}, []],
  ['files that are not there', { usernsClone: undefined, apparmorRestricts: undefined }, []],
  ['root', { uid: 0 }, ['--no-sandbox']],
  ['no namespaces', { usernsClone: '0\n' }, ['--no-sandbox']],
  ['AppArmor', { apparmorRestricts: '1\n' }, ['--no-sandbox']],
  ['Windows', { platform: 'win32', uid: undefined }, []],
  ['root on macOS', { platform: 'darwin', uid: 0 }, []],
])('the sandbox with %s', (_name, change, args) => {
  const plan = planSandbox({ ...plain, ...change });
  expect(plan.args).toEqual(args);
  expect(plan.why === undefined).toBe(args.length === 0);
});
