import { expect, test } from 'vitest';
import { planSandbox, planStart } from './start-plan.mjs';

test.each([
  ['linux', {}, [], 'headless', []],
  ['linux', { hasX: true }, [], 'tray', []],
  ['linux', { hasX: true, hasWayland: true }, [], 'tray', []],
  ['linux', { hasWayland: true }, [], 'tray', ['--ozone-platform=wayland']],
  ['linux', { hasX: true }, ['--headless'], 'headless', []],
  ['darwin', {}, [], 'tray', []],
  ['win32', {}, [], 'tray', []],
  ['win32', {}, ['--headless'], 'headless', []],
])('%s with %o and %o starts %s with %o', (platform, displays, args, mode, electronArgs) => {
  const plan = planStart({ platform, env: {}, args, hasX: false, hasWayland: false, ...displays });
  expect([plan.mode, plan.args]).toEqual([mode, electronArgs]);
});

test.each([
  [{}, /no display here/],
  [{ DISPLAY: ':77' }, /nobody answers at the display :77/],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, /nobody answers at the display wayland-0/],
])('a person with %o who gets no tray is told why', (env, why) => {
  const nowhere = { hasX: false, hasWayland: false };
  expect(planStart({ platform: 'linux', env, args: [], ...nowhere }).why).toMatch(why);
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
