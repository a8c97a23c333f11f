import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** Debian packages whose libraries Electron loads. */
const forElectron = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libnotify4',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libdrm2',
  'libsecret-1-0',
];

/** A display, a session bus, a key chain and a browser of its own for every test run; shells to complete in. */
const forTests = ['xvfb', 'xauth', 'dbus', 'dbus-x11', 'gnome-keyring', 'chromium', 'fish', 'zsh'];

/** @param {'electron' | 'tests'} purpose */
export function neededPackages(purpose) {
  return purpose === 'electron' ? forElectron : [...forTests, ...forElectron];
}

/**
 * Which of the packages are missing. Debian 13 and Ubuntu 24.04 renamed some with the ending `t64`; either
 * name will do.
 * @param {readonly string[]} needed
 * @param {string} dpkgOutput lines of `name status`
 * @returns {string[]}
 */
export function missingPackages(needed, dpkgOutput) {
  const installed = new Set(
    dpkgOutput
      .split('\n')
      .map(line => line.split(' '))
      .filter(([, status]) => status === 'installed')
      .map(([name]) => name),
  );
  return needed.filter(name => !installed.has(name) && !installed.has(`${name}t64`));
}

/**
 * The command a person has to type.
 * @param {readonly string[]} packages
 */
export function installCommand(packages) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Has the libraries there: installs them as root on Debian and its relatives, and otherwise says what is
 * missing. Nothing to do on Windows, macOS, or where there is no dpkg to ask.
 * @param {'electron' | 'tests'} purpose
 * @returns {Promise<string | undefined>} what is still missing, in words, with the command to type
 */
export function ensureSystemLibraries(purpose) {
  if (process.platform !== 'linux') return Promise.resolve(undefined);
  return step('system libraries', async say => {
    if (!existsSync('/usr/bin/dpkg-query')) {
      say(`not a Debian system; expected to be there: ${neededPackages(purpose).join(' ')}`);
      return undefined;
    }
    const missing = await findMissing(purpose);
    if (missing.length === 0) {
      say('current');
      return undefined;
    }
    if (process.getuid?.() !== 0) {
      say(`${missing.length} missing`);
      return `Debian packages are missing. Please run:\n  ${installCommand(await renamedHere(missing))}`;
    }
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const update = await run('apt-get', ['update'], { env });
    const names = await renamedHere(missing);
    const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
    const left = await findMissing(purpose);
    if (left.length === 0) {
      say(`installed ${names.join(' ')}`);
      return undefined;
    }
    say(`${left.length} missing`);
    const why = (install.code === 0 ? update : install).output.slice(-2000);
    return `apt-get did not install ${left.join(' ')}:\n${why}\n  ${installCommand(left)}`;
  });
}

/** @param {'electron' | 'tests'} purpose */
async function findMissing(purpose) {
  const needed = neededPackages(purpose);
  const names = needed.flatMap(name => [name, `${name}t64`]);
  const format = ['Package', 'db:Status-Status'].map(field => `\${${field}}`).join(' ');
  const { output } = await run('dpkg-query', ['-W', '-f', `${format}\n`, ...names]);
  return missingPackages(needed, output);
}

/** The names under which this distribution's package lists know them. */
async function renamedHere(/** @type {readonly string[]} */ packages) {
  return Promise.all(
    packages.map(async name => {
      const known = await run('apt-cache', ['show', '--no-all-versions', `${name}t64`]);
      return known.code === 0 && known.output.includes('Package:') ? `${name}t64` : name;
    }),
  );
}
