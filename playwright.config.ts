import { defineConfig } from '@playwright/test';

/**
 * End-to-end tests: real processes, a real bus, a real Codex. Started by `npm test`, which gives them a
 * display and a session bus of their own. `SIGNALBOX_TEST_REPORT` names the JSON report.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Measuring proves nothing: it is asked for.
  testIgnore: process.env.SIGNALBOX_BENCH === undefined ? ['bench/**'] : [],
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  // Real displays, buses and processes on a busy machine: once more, and `npm test` names what needed it.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'off',
    screenshot: 'off',
    video: 'off',
    // The browser of the system where there is one: no download is needed for the tests.
    launchOptions: {
      executablePath: process.env.SIGNALBOX_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
  reporter: process.env.SIGNALBOX_TEST_REPORT
    ? [['list'], ['json', { outputFile: process.env.SIGNALBOX_TEST_REPORT }]]
    : [['list']],
});
