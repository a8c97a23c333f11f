/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** A suite that could not run at all counts as one failure, never as nothing. */
export const crashed = Object.freeze({ passed: 0, failed: 1, skipped: 0 });

/**
 * The counts of a Vitest JSON report. A file that could not be loaded has no tests, yet it is a failure, and so
 * is a run that ended badly with every test green (an unhandled rejection).
 * @param {any} report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  const files = report?.testResults;
  if (!Array.isArray(files)) return crashed;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of files) {
    const statuses = (file.assertionResults ?? []).map(
      (/** @type {{ status: string }} */ test) => test.status,
    );
    for (const status of statuses) {
      if (status === 'passed') counts.passed++;
      else if (status === 'failed') counts.failed++;
      else counts.skipped++;
    }
    if (file.status === 'failed' && !statuses.includes('failed')) counts.failed++;
  }
  return withExitCode(counts, exitCode);
}

/**
 * The counts of a Playwright JSON report. Errors outside any test (a worker that would not end) are failures; a
 * test that passed when it was tried again has passed, and `passedAgain` names it.
 * @param {any} report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countPlaywright(report, exitCode) {
  const stats = report?.stats;
  if (typeof stats?.expected !== 'number') return crashed;
  const counts = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (report.errors?.length ?? 0),
    skipped: stats.skipped,
  };
  return withExitCode(counts, exitCode);
}

/**
 * Tests of a Playwright JSON report that failed first and passed when they were tried again, as `file: title`.
 * @param {any} report
 * @returns {string[]}
 */
export function passedAgain(report) {
  const inSuite = (/** @type {any} */ suite) => [
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) =>
        spec.tests.some((/** @type {any} */ test) => test.status === 'flaky'),
      )
      .map((/** @type {any} */ spec) => `${spec.file}: ${spec.title}`),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return (report?.suites ?? []).flatMap(inSuite);
}

/** @param {Counts} counts @param {number} exitCode @returns {Counts} */
function withExitCode(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of a test run. @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Nothing passed is a failure too: then nothing was tested. @param {Counts} counts @returns {number} */
export function exitCodeFor({ passed, failed }) {
  return failed === 0 && passed > 0 ? 0 : 1;
}
