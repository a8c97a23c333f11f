import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { openWaitingCodex } from '../fixtures/waiting-codex.ts';
import { openPage } from '../renderer/open-page.ts';

test('Stop in the dashboard asks while a routed Codex is open, and Stop anyway stops', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-a-person' } });
  await using opened = await openPage(browser, served.dashboard);
  const { page } = opened;
  const stop = page.getByRole('button', { name: 'Stop routing' });
  const question = page.getByRole('dialog', { name: 'Stop routing' });
  {
    await using codex = await openWaitingCodex(folders);
    await stop.click();
    await expect(question).toContainText('A routed Codex is open');
    await expect(question).toContainText(folders.project);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toBeHidden();
    // Routing has gone on for it.
    expect(await codex.say('Hello.')).toEqual({ exitCode: 0, stdout: 'OK.\n' });
  }
  {
    await using _codex = await openWaitingCodex(folders);
    await stop.click();
    await question.getByRole('button', { name: 'Stop anyway' }).click();
    await expect(page.getByRole('button', { name: 'Start routing' })).toBeVisible();
    expect([await portIsOpen(served.port), existsSync(localKeyFile(folders))]).toEqual([false, false]);
  }
  expect(opened.complaints).toEqual([]);
});
