import { expect, test } from 'vitest';
import { isInstalled } from './ensure-dependencies.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '2.0.0', optional: true },
  },
};

test.each([
  ['nothing installed', undefined, false],
  ['an empty record', {}, false],
  ['the same version', { packages: { 'node_modules/a': { version: '1.0.0' } } }, true],
  ['another version', { packages: { 'node_modules/a': { version: '1.0.1' } } }, false],
  ['a package missing', { packages: { 'node_modules/c': { version: '1.0.0' } } }, false],
  [
    'one too many is no reason to install again',
    { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/z': { version: '1.0.0' } } },
    true,
  ],
])('%s', (_name, installed, expected) => {
  expect(isInstalled(lock, installed)).toBe(expected);
});
