import './lib/require-node.mjs';
import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { obtainTestCodexes } from './lib/obtain-codex.mjs';
import { obtainElectron } from './lib/obtain-electron.mjs';
import { runLint } from './lib/run-lint.mjs';
import { runEndToEndTests, runUnitTests } from './lib/run-suite.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';
import { parseTestArguments } from './lib/test-arguments.mjs';
import { closingLine, crashed, exitCodeFor, sumCounts } from './lib/test-counts.mjs';

// npm test [-- [--only lint|unit|e2e] [filter…]]: everything from nothing, and one closing line.
/** @type {import('./lib/test-counts.mjs').Counts[]} */
const results = [];

/**
 * Work that the tests stand on. When it fails it is one failure, and what needs it is not run.
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>}
 */
async function prepare(work) {
  try {
    await work();
    return true;
  } catch (cause) {
    process.stdout.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    results.push(crashed);
    return false;
  }
}

async function haveSystemLibraries() {
  const missing = await ensureSystemLibraries('tests');
  if (missing !== undefined) throw new Error(missing);
}

/** @param {() => Promise<import('./lib/test-counts.mjs').Counts>} suite */
async function count(suite) {
  await prepare(async () => results.push(await suite()));
}

async function main() {
  const { only, filters } = parseTestArguments(process.argv.slice(2));
  if (!(await prepare(ensureDependencies))) return;
  if (only.includes('lint')) await count(runLint);
  const isWithUnit = only.includes('unit');
  const isWithE2e = only.includes('e2e');
  if (!isWithUnit && !isWithE2e) return;
  // Shells for the completion scripts, a key chain, Chromium: unit tests use them too.
  const hasLibraries = await prepare(haveSystemLibraries);
  const hasCodex = await prepare(async () => Object.assign(process.env, await obtainTestCodexes()));
  if (isWithUnit) await count(() => runUnitTests(filters));
  if (!isWithE2e) return;
  const isReady = [hasLibraries, hasCodex, await prepare(() => ensureBuild()), await prepare(obtainElectron)];
  if (isReady.every(Boolean)) await count(() => runEndToEndTests(filters));
}

await prepare(main);
const sum = sumCounts(results);
process.exitCode = exitCodeFor(sum);
process.stdout.write(`${closingLine(sum)}\n`);
