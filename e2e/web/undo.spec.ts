import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { dispatchStateSchema } from '../../src-main/contract/dispatch-view.ts';
import { keyForm, saveKey } from '../fixtures/app-windows.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { openPage } from '../renderer/open-page.ts';

test('a forgotten key is out of use at once, and an undo brings it back to the router', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders);
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  const hasKey = async (): Promise<boolean | undefined> => {
    const answer = await fetch(`http://127.0.0.1:${served.port}/dispatch/state`, {
      headers: { authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}` },
    });
    return dispatchStateSchema.parse(await answer.json()).providers.openai?.has_key;
  };
  await page.locator('a[href="#/keys"]').press('Enter');
  await saveKey(page, 'OpenAI', 'sk-to-be-brought-back');
  await expect.poll(hasKey).toBe(true);

  await page.getByRole('button', { name: 'Forget the OpenAI key' }).press('Enter');
  await page.getByRole('button', { name: 'Forget it' }).press('Enter');
  await expect(keyForm(page, 'OpenAI').getByText('No key')).toBeVisible();
  await expect.poll(hasKey).toBe(false);
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await expect(keyForm(page, 'OpenAI').getByText('typed here')).toBeVisible();
  await expect.poll(hasKey).toBe(true);
  expect(complaints).toEqual([]);
});
