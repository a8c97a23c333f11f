import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `out/main`: bundled, this module is the program there or a chunk beside it. */
export function programFolder(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  return folder.endsWith('chunks') ? dirname(folder) : folder;
}
