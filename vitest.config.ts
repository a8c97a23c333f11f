import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src-main/**/*.test.ts', 'src-renderer/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // Half the machine: the servers under test need the other half.
    maxWorkers: 2,
    reporters: process.env.SIGNALBOX_TEST_REPORT
      ? ['default', ['json', { outputFile: process.env.SIGNALBOX_TEST_REPORT }]]
      : ['default'],
  },
});
