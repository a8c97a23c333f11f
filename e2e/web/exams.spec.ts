import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { launchBrowser, openPage } from '../renderer/open-page.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchBrowser();
});
test.afterAll(() => browser?.close());

function writeSettings(folders: ScratchFolders, baseUrl: string, model: string): void {
  const text = stringify({
    listen: { host: '127.0.0.1', port: 0 },
    dispatch: { cooldowns: { failures_in_row: 99 } },
    providers: {
      anthropic: { wire_api: 'anthropic', base_url: baseUrl, key_env: 'ANTHROPIC_API_KEY' },
      gemini: { wire_api: 'gemini', base_url: 'http://127.0.0.1:9/v1beta', key_env: 'GEMINI_API_KEY' },
    },
    deployments: {
      claude: { provider: 'anthropic', model, max_in_flight: 4 },
      keyless: { provider: 'gemini', model: 'gemini-3.8-flash' },
    },
    aliases: { 'codex-default': { candidates: ['claude'] } },
  });
  mkdirSync(folders.signalboxHome, { recursive: true, mode: 0o700 });
  writeFileSync(join(folders.signalboxHome, 'router.yaml'), text);
}

test('a deployment is examined from the page, and its report ages when the deployment changes', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startStandIn('anthropic');
  writeSettings(folders, upstream.baseUrl, upstream.model);
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

  writeSettings(folders, upstream.baseUrl, 'another-model');
  await page.locator('a[href="#/now"]').press('Enter');
  await expect(async () => {
    await page.locator('a[href="#/settings"]').press('Enter');
    await page.locator('a[href="#/dispatch"]').press('Enter');
    await expect(page.getByText('Changed since')).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(complaints).toEqual([]);
});
