import { lstatSync, readFileSync } from 'node:fs';
import { inRepository, repositoryFolder } from './folders.mjs';
import { npm } from './run.mjs';
import { step } from './step.mjs';

/**
 * @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} Lock
 */

/**
 * Whether what npm recorded as installed is what the lock file asks for. Optional packages are left out:
 * most of them are meant for other platforms.
 * @param {Lock} lock package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(lock, installed) {
  if (installed?.packages === undefined) return false;
  return Object.entries(lock.packages ?? {}).every(
    ([path, wanted]) =>
      path === '' ||
      wanted.optional === true ||
      wanted.link === true ||
      installed.packages?.[path]?.version === wanted.version,
  );
}

/** @param {string} path @returns {Lock | undefined} */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // absent or unreadable: either way, not installed
  }
}

function isLink(/** @type {string} */ path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Runs `npm ci` when `node_modules` is missing or does not match the lock file. */
export function ensureDependencies() {
  return step('dependencies', async say => {
    const lock = readLock(inRepository('package-lock.json'));
    if (lock === undefined) throw new Error('package-lock.json cannot be read');
    if (isInstalled(lock, readLock(inRepository('node_modules', '.package-lock.json'))))
      return say('current');
    // Emptying a linked node_modules would take it from the checkout it belongs to.
    if (isLink(inRepository('node_modules')))
      return say('not as locked, but node_modules is a link: left alone');
    // Tests and builds need the development dependencies whatever NODE_ENV says.
    await npm(['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: repositoryFolder });
    return say('installed');
  });
}
