import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

/** The pictures of the documentation, from seeded data: made when SIGNALBOX_PICTURES is set, compared never. */
const FOLDER = join(import.meta.dirname, '../../docs/images');
const SHOTS = [
  'now',
  'dispatch',
  'exams',
  'decisions',
  'health-model',
  'history',
  'codex',
  'keys',
  'settings',
  'doctor',
] as const;

/** Parts of a view that have a picture of their own. */
const VIEW_OF: Readonly<Record<string, string>> = { 'health-model': 'decisions', exams: 'dispatch' };

const isAskedFor = process.env.SIGNALBOX_PICTURES !== undefined;

for (const colorScheme of isAskedFor ? (['light', 'dark'] as const) : [])
  test(`pictures of every view, ${colorScheme}`, async ({ browser, harness }) => {
    await mkdir(FOLDER, { recursive: true });
    for (const shot of SHOTS) {
      const view = VIEW_OF[shot] ?? shot;
      await using opened = await openPage(browser, `${harness.url}?state=running#/${view}`, {
        colorScheme,
        viewport: { width: 1200, height: 760 },
      });
      const { page } = opened;
      if (shot === 'doctor') {
        await page.getByRole('button', { name: 'Run the checks' }).click();
        await page.getByText('Signalbox answers on port 4000.').waitFor();
      }
      if (shot === 'exams') {
        const flawed = page.getByRole('listitem').filter({ hasText: 'codex-qwen-local' }).first();
        await flawed.locator('summary').click();
        await page.getByRole('heading', { name: 'Provider exam' }).scrollIntoViewIfNeeded();
        await flawed.evaluate(line => line.scrollIntoView({ block: 'end' }));
      }
      if (shot === 'decisions') {
        await page
          .getByRole('button', { name: /^Details of request/ })
          .nth(2)
          .click();
        await page.getByRole('heading', { name: 'Candidates' }).waitFor();
      }
      if (shot === 'health-model') {
        await page.getByRole('button', { name: 'Health model' }).click();
        await page.getByRole('heading', { name: 'Promotion gate' }).waitFor();
      }
      if (shot === 'history') await page.getByText('100,000 records', { exact: true }).waitFor();
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(FOLDER, `${shot}-${colorScheme}.png`), animations: 'disabled' });
    }
  });
