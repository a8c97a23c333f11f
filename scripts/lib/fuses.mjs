import { readFileSync } from 'node:fs';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parse } from 'yaml';
import { inRepository } from './folders.mjs';

/** electron-builder's name of a fuse that is not the library's own one with a small first letter. */
const nameInLibrary = (/** @type {string} */ name) => name.charAt(0).toUpperCase() + name.slice(1);

/** The characters of the fuse wire: https://www.electronjs.org/docs/latest/tutorial/fuses */
const states = new Map([
  ['1'.charCodeAt(0), 'on'],
  ['0'.charCodeAt(0), 'off'],
  ['r'.charCodeAt(0), 'removed from this Electron'],
]);

/** What electron-builder does with them, rather than a fuse. */
const notFuses = new Set(['resetAdHocDarwinSignature']);

/** @returns {Record<string, boolean>} the fuses as electron-builder.yml wants them */
export function wantedFuses() {
  return parse(readFileSync(inRepository('electron-builder.yml'), 'utf8')).electronFuses;
}

/**
 * The fuses of a built executable that are not as wanted.
 * @param {Record<string, boolean>} wanted by electron-builder's names
 * @param {Readonly<Record<string, unknown>>} wire the library's answer: a state by the fuse's number
 * @returns {string[]} as in `runAsNode is off`; empty when all are right
 */
export function fuseProblems(wanted, wire) {
  return Object.entries(wanted)
    .filter(([name]) => !notFuses.has(name))
    .flatMap(([name, isOn]) => {
      const number = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (nameInLibrary(name))];
      if (number === undefined) return [`${name} is no fuse that is known`];
      const state = states.get(/** @type {number} */ (wire[number])) ?? 'unknown to this Electron';
      return state === (isOn ? 'on' : 'off') ? [] : [`${name} is ${state}`];
    });
}

/**
 * @param {string} executable
 * @param {Record<string, boolean>} wanted
 * @throws naming the fuses that are wrong
 */
export async function checkFuses(executable, wanted) {
  const problems = fuseProblems(wanted, { ...(await getCurrentFuseWire(executable)) });
  if (problems.length > 0) throw new Error(`${executable}: ${problems.join(', ')}`);
}
