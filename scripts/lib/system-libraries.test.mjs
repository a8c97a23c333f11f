import { expect, test } from 'vitest';
import { installCommand, missingPackages, neededPackages } from './system-libraries.mjs';

test.each([
  ['installed', 'xvfb installed\n', []],
  ['installed under its newer name', 'xvfbt64 installed\n', []],
  ['removed, its settings left', 'xvfb config-files\n', ['xvfb']],
  ['unknown', 'dpkg-query: no packages found matching xvfb\n', ['xvfb']],
])('a package that is %s', (_name, output, expected) => {
  expect(missingPackages(['xvfb'], output)).toEqual(expected);
});

test('tests need everything that Electron needs', () => {
  expect(neededPackages('tests')).toEqual(expect.arrayContaining(neededPackages('electron')));
});

test('the command can be pasted as it stands', () => {
  expect(installCommand(['xvfb', 'xauth'])).toBe(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb xauth',
  );
});
