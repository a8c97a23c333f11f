import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { openPage } from '../renderer/open-page.ts';

/** Presses Tab until the control of that name has the focus, as a person without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const focused = page.locator(':focus');
    const has = await focused.evaluateAll(
      ([control]) =>
        control?.getAttribute('aria-label') ??
        (control as HTMLInputElement | undefined)?.labels?.[0]?.textContent ??
        control?.textContent ??
        '',
    );
    if (typeof name === 'string' ? has.trim() === name : name.test(has.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no ${name} within reach of Tab`);
}

const readPolicy = (folders: ScratchFolders): unknown =>
  parse(readFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'utf8'));

test('the policy of the real program is changed, refused and undone by keyboard alone', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-the-keyboard' } });
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  await tabTo(page, 'Settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

  // A choice, a number and a list: each is in the file, and in force, once it is applied.
  await tabTo(page, 'Avoid OpenAI');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'Apply Avoid OpenAI');
  await page.keyboard.press('Enter');
  await expect.poll(() => readPolicy(folders)).toMatchObject({ avoid_openai: true });
  await tabTo(page, 'Per day, USD (0: no limit)');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('7.5');
  await page.keyboard.press('Enter');
  await expect.poll(() => readPolicy(folders)).toMatchObject({ budgets: { day_usd: 7.5 } });
  await tabTo(page, 'Folders whose code never leaves this machine');
  await page.keyboard.type('not-written-in-full');
  await tabTo(page, 'Apply Folders whose code never leaves this machine');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/not a folder written in full/)).toBeVisible();
  expect(readPolicy(folders)).not.toHaveProperty('local_only_folders', ['not-written-in-full']);
  await tabTo(page, 'Folders whose code never leaves this machine');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(folders.project);
  await tabTo(page, 'Apply Folders whose code never leaves this machine');
  await page.keyboard.press('Enter');
  await expect.poll(() => readPolicy(folders)).toMatchObject({ local_only_folders: [folders.project] });

  // The same file as text: a mistake is named with its place, and a save is undone.
  await page.getByRole('heading', { level: 1 }).click();
  await tabTo(page, 'Policy as YAML');
  await page.keyboard.press('Enter');
  await tabTo(page, /codex-routing-policy/);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nopen_models_only: perhaps\n');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: /^Go to line \d+, column \d+$/ }).first()).toBeVisible();
  expect(readPolicy(folders)).not.toHaveProperty('open_models_only', 'perhaps');
  expect(complaints).toEqual([]);
});

test('the choices of the Codex page of the real program are made by keyboard alone', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-the-keyboard' } });
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  // A browser cannot show a folder of this machine: the guide leads to where it is typed.
  await tabTo(page, 'Launch Codex');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Codex' })).toBeVisible();
  const stop = page.getByRole('checkbox', { name: 'Stop routing when the last Codex closes' });
  await expect(stop).not.toBeChecked();
  await tabTo(page, /^Stop routing when the last Codex closes/);
  await page.keyboard.press('Space');
  await expect(stop).toBeChecked();
  await page.reload();
  await expect(stop).toBeChecked();

  await tabTo(page, /^Undo everything/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Undo everything/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'Undo, move my settings');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No file of Codex holds anything of Signalbox.')).toBeVisible();
  expect(complaints).toEqual([]);
});
