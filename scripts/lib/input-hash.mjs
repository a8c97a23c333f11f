import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * One hash over the names and bytes of files. Times do not count: a checkout that only touched files is
 * still current.
 * @param {string} folder the paths are relative to it
 * @param {readonly string[]} inputs files or folders; one that is absent counts as absent
 * @param {(path: string) => boolean} [isInput] path relative to `folder`, with forward slashes
 * @returns {string} sha256, hexadecimal
 */
export function hashInputs(folder, inputs, isInput = () => true) {
  const hash = createHash('sha256');
  const files = inputs.flatMap(input => listFiles(join(folder, input)));
  for (const file of files.sort()) {
    const path = relative(folder, file).split(sep).join('/');
    if (!isInput(path)) continue;
    const bytes = readFileSync(file);
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} every file below it, or itself */
export function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap(name => listFiles(join(path, name)));
}
