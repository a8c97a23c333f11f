import { readFileSync } from 'node:fs';
import { inRepository } from './folders.mjs';
import { nodeTooOld } from './node-version.mjs';

// Imported first by every command: an old Node fails at the dependencies, minutes later, and does not say why.
const { engines } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
const complaint = nodeTooOld(process.versions.node, engines.node);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
