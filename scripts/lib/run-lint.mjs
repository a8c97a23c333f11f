import { lintSteps } from './lint-steps.mjs';
import { step } from './step.mjs';

/**
 * Runs every check, also after one that found something; each counts as one test.
 * @returns {Promise<import('./test-counts.mjs').Counts>}
 */
export async function runLint() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { label, check } of lintSteps) {
    const complaint = await step(label, async say => {
      const found = await check();
      say(found === undefined ? 'ok' : 'FAILED');
      return found;
    });
    if (complaint === undefined) counts.passed++;
    else counts.failed++;
    if (complaint !== undefined) process.stdout.write(`${complaint}\n`);
  }
  return counts;
}
