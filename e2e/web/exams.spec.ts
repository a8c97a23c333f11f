import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { writeExamSettings } from '../fixtures/exam-settings.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { openPage } from '../renderer/open-page.ts';

test('a deployment is examined from the page, and its report ages when the deployment changes', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startStandIn('anthropic');
  writeExamSettings(folders, upstream);
  await using served = await startServing(folders, { env: { ANTHROPIC_API_KEY: upstream.key } });
  await using opened = await openPage(browser, `${served.dashboard}#/dispatch`);
  const { page, complaints } = opened;
  await page.locator('a[href="#/dispatch"]').press('Enter');
  await expect(page.getByText('No deployment was examined yet')).toBeVisible();
  await expect(page.getByText('signalbox exam claude')).toBeVisible();
  const claude = page.getByRole('listitem').filter({ hasText: 'claude' }).first();

  // A model that answers everything with "ok" can talk, and nothing else.
  await page.getByRole('button', { name: 'Examine claude' }).press('Enter');
  await expect(claude.getByRole('progressbar')).toBeVisible();
  await expect(claude).toContainText('1 failed', { timeout: 30_000 });
  await expect(claude.getByRole('progressbar')).toBeHidden();
  await claude.locator('summary').press('Enter');
  await expect(claude.locator('details li').first()).toContainText('A picture in a tool result');
  await expect(page.getByText('Changed since')).toBeHidden();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Examine keyless' }).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'The exam of keyless did not end' })).toContainText(
    /key/,
  );

  writeExamSettings(folders, { baseUrl: upstream.baseUrl, model: 'another-model' });
  await page.locator('a[href="#/now"]').press('Enter');
  await expect(async () => {
    await page.locator('a[href="#/settings"]').press('Enter');
    await page.locator('a[href="#/dispatch"]').press('Enter');
    await expect(page.getByText('Changed since')).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(complaints).toEqual([]);
});
