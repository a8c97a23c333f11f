import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRepository, repositoryFolder } from './folders.mjs';
import { run } from './run.mjs';
import { countPlaywright, countVitest, passedAgain } from './test-counts.mjs';
import { createSessionEnvironment, wrapInTestSession } from './test-session.mjs';

/** A suite that has not ended after this is stopped and counts as failed. */
const suiteTimeoutMs = 30 * 60 * 1000;

/** @param {readonly string[]} filters */
export function runUnitTests(filters) {
  return runSuite('unit', ['vitest/vitest.mjs', 'run', '--passWithNoTests=false', ...filters], countVitest);
}

/** @param {readonly string[]} filters */
export function runEndToEndTests(filters) {
  return runSuite('e2e', ['@playwright/test/cli.js', 'test', ...filters], (report, exitCode) => {
    for (const name of passedAgain(report)) process.stdout.write(`passed only when tried again: ${name}\n`);
    return countPlaywright(report, exitCode);
  });
}

/**
 * @param {string} name
 * @param {readonly string[]} command a script below node_modules and its arguments
 * @param {(report: unknown, exitCode: number) => import('./test-counts.mjs').Counts} count
 */
async function runSuite(name, [script = '', ...args], count) {
  process.stdout.write(`- ${name} tests\n`);
  const report = inRepository('out', 'test-reports', `${name}.json`);
  mkdirSync(inRepository('out', 'test-reports'), { recursive: true });
  rmSync(report, { force: true });
  const session = createSessionEnvironment();
  try {
    const command = [process.execPath, inRepository('node_modules', script), ...args];
    const [program = '', ...rest] = wrapInTestSession(command);
    const { code } = await run(program, rest, {
      cwd: repositoryFolder,
      env: { ...session.env, SIGNALBOX_TEST_REPORT: report },
      inherit: true,
      timeoutMs: suiteTimeoutMs,
    });
    return count(readReport(report), code);
  } finally {
    session.remove();
  }
}

/** @param {string} path @returns {unknown} undefined when the suite died before it wrote one */
function readReport(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // cut off: counts as a crash
  }
}
