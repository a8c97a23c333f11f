import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { after, BAD, serveTwoHosts } from '../cli-adaptive/two-hosts.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { openPage } from '../renderer/open-page.ts';

test('the health model of the real router is shown, and its stage moves when a person moves it', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  writeFileSync(
    join(folders.signalboxHome, 'codex-routing-policy.yaml'),
    'adaptive_router:\n  enabled: true\n',
  );
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-the-adaptive-test' } });
  for (let asked = 0; asked < 3; asked += 1)
    await fetch(`http://127.0.0.1:${served.port}/v1/responses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ model: 'codex-default', input: 'Hello.', stream: true }),
    }).then(answer => answer.text());
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  await page.getByRole('link', { name: 'Decisions', exact: true }).click();
  await page.getByRole('button', { name: 'Health model' }).click();
  await expect(page.getByRole('img', { name: /^openai-default/ }).first()).toBeVisible();
  await expect(page.getByText('Stage: Shadow')).toBeVisible();
  await page.getByRole('button', { name: 'Move to Off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move to Off' }).click();
  await expect(page.getByRole('button', { name: 'Watch as a shadow' })).toBeVisible();
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page
    .getByRole('button', { name: /^Details of request/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Candidates' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'openai-default' }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a canary that is made worse on purpose rolls back, and the dashboard says from where, when and why', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using hosts = await serveTwoHosts(folders, BAD);
  for (let index = 0; index < 4; index += 1) await hosts.ask('b', 'named');
  for (let index = 0; index < 25; index += 1) await hosts.ask('both', `before-${index}`);
  await using opened = await openPage(browser, hosts.dashboard());
  const { page, complaints } = opened;
  await page.getByRole('link', { name: 'Decisions', exact: true }).click();
  await page.getByRole('button', { name: 'Health model' }).click();
  await page.getByRole('button', { name: 'Move to Canary' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move to Canary' }).click();
  await expect(page.getByText(/^Stage: Canary \(50% of conversations\)/)).toBeVisible();
  hosts.b.otherwise(after(120));
  for (let index = 0; index < 30; index += 1) await hosts.ask('both', `canary-${index}`);
  await expect(page.getByText(/^Rolled back from Canary at /)).toBeVisible();
  const why = /Typical (total latency|TTFT) of the last \d+ adaptive requests/;
  await expect(page.getByRole('status').getByText(why)).toBeVisible();
  await expect(page.getByText('Stage: Shadow')).toBeVisible();
  expect(complaints).toEqual([]);
});
