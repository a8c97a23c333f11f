import { test as base } from '@playwright/test';
import { type ServedHarness, serveHarness } from '../../src-renderer/testing/serve-harness.ts';

/** A test of the pages over seeded data, served once for each worker. */
export const test = base.extend<object, { readonly harness: ServedHarness }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed out of the pattern
    async ({}, use) => {
      await using harness = await serveHarness();
      await use(harness);
    },
    { scope: 'worker' },
  ],
});
