import { expect, type Page, test } from '@playwright/test';
import { keyForm, windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { makeRecordingTerminal } from '../fixtures/recording-terminal.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';

/** Counts the clicks of a mouse from now on; what scripts click does not count. */
const countClicks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Reflect.set(window, 'clickCount', 0);
    const count = ({ isTrusted }: Event) => {
      if (isTrusted) Reflect.set(window, 'clickCount', Reflect.get(window, 'clickCount') + 1);
    };
    document.addEventListener('click', count, { capture: true });
  });

test('four clicks lead from the first start to an answer of a routed Codex', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  upstream.script({ kind: 'text', text: 'Spoken.' });
  const terminal = await makeRecordingTerminal(folders, 'Speak.');
  await using app = await launchApp({ folders, env: { ...panel.env, ...terminal.env } });
  // The system's own dialog is beyond a test: its answer stands for the click on Open.
  await app.electronApp.evaluate(({ dialog }, folder) => {
    const answer = async () => {
      Reflect.set(globalThis, 'foldersAsked', (Reflect.get(globalThis, 'foldersAsked') ?? 0) + 1);
      return { canceled: false, filePaths: [folder] };
    };
    Reflect.set(dialog, 'showOpenDialog', answer);
  }, folders.project);

  // Without a key the dashboard comes up by itself.
  const page = await windowOf(app, 'dashboard');
  await countClicks(page);
  await page.getByRole('button', { name: 'Add a key' }).click();
  await keyForm(page, 'OpenAI').locator('input[type=password]').fill('sk-of-a-new-person');
  await keyForm(page, 'OpenAI').getByRole('button', { name: /^Save/ }).click();
  await page.getByRole('button', { name: 'Launch Codex' }).click();

  const { exitCode, folder, output } = await terminal.nextLaunch();
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain('"text":"Spoken."');
  expect(folder).toBe(folders.project);
  expect(upstream.responses()[0]?.headers.authorization).toBe('Bearer sk-of-a-new-person');
  const inPage = await page.evaluate(() => Reflect.get(window, 'clickCount'));
  const inDialog = await app.electronApp.evaluate(() => Reflect.get(globalThis, 'foldersAsked'));
  expect({ inPage, inDialog }).toEqual({ inPage: 3, inDialog: 1 });
  // The next launch offers the same folder.
  await page.getByRole('link', { name: 'Codex' }).press('Enter');
  await expect(page.getByRole('button', { name: folders.project })).toBeVisible();
});
