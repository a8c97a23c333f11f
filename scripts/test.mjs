import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { obtainCodex } from './lib/obtain-codex.mjs';
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
  const isWithE2e = only.includes('e2e');
  const isReady =
    !isWithE2e ||
    [
      await prepare(haveSystemLibraries),
      await prepare(() => ensureBuild()),
      await prepare(obtainElectron),
      await prepare(() => obtainCodex()),
    ].every(Boolean);
  if (only.includes('lint')) await count(runLint);
  if (only.includes('unit')) await count(() => runUnitTests(filters));
  if (isWithE2e && isReady) await count(() => runEndToEndTests(filters));
}

await prepare(main);
const sum = sumCounts(results);
process.exitCode = exitCodeFor(sum);
process.stdout.write(`${closingLine(sum)}\n`);
