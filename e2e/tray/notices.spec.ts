import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { startNotificationHost } from '../fixtures/notification-host.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { localKeyFile, startRouting } from '../fixtures/tray-routing.ts';

test('a refused key, a thread that moved and a spent budget are told, and a click leads there', async () => {
  await using folders = createScratchFolders();
  await using openai = await startResponsesUpstream();
  await using second = await startResponsesUpstream();
  await using panel = await startTrayHost();
  await using desktop = await startNotificationHost(panel.env.DBUS_SESSION_BUS_ADDRESS ?? '');
  writeTwoProviders(folders, openai.baseUrl, second.baseUrl);
  await using app = await launchApp({
    folders,
    env: { ...panel.env, OPENAI_API_KEY: 'sk-of-the-test-0123456789' },
  });
  const item = await panel.waitForItem({ pid: app.pid });
  const port = await startRouting(item);
  const ask = () => askOnce(folders, port);

  expect(await ask()).toBe(200);
  expect(desktop.shown()).toEqual([]);
  openai.script({ kind: 'status', status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } });
  expect(await ask()).toBe(200);
  const refused = await desktop.waitFor('OpenAI refuses its key');
  const moved = await desktop.waitFor('Codex moved from OpenAI to second');
  expect(moved.body).not.toBe('');
  desktop.click(refused);
  await windowOf(app, 'keys');
  desktop.click(moved);
  await windowOf(app, 'dashboard');

  writeFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'budgets: {day_usd: 0.000001}\n');
  const spent = await desktop.waitFor('Today’s budget is reached');
  expect(spent.body).toMatch(/^\$0\.\d+ of \$0\.000001\./);
  expect(desktop.shown()).toHaveLength(3);
});

test('in quiet mode nothing is told', async () => {
  await using folders = createScratchFolders();
  await using openai = await startResponsesUpstream();
  await using second = await startResponsesUpstream();
  await using panel = await startTrayHost();
  await using desktop = await startNotificationHost(panel.env.DBUS_SESSION_BUS_ADDRESS ?? '');
  writeTwoProviders(folders, openai.baseUrl, second.baseUrl);
  writeFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'notifications: {quiet: true}\n');
  await using app = await launchApp({
    folders,
    env: { ...panel.env, OPENAI_API_KEY: 'sk-of-the-test-0123456789' },
  });
  const item = await panel.waitForItem({ pid: app.pid });
  const port = await startRouting(item);
  openai.script({ kind: 'status', status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } });
  expect(await askOnce(folders, port)).toBe(200);
  writeFileSync(
    join(folders.signalboxHome, 'codex-routing-policy.yaml'),
    'notifications: {quiet: true}\navoid_openai: true\n',
  );
  // Once this is seen, the refusal before it has been seen as well.
  await expect
    .poll(async () => (await item.menu()).find(({ label }) => label === 'Avoid OpenAI')?.isTicked)
    .toBe(true);
  expect(desktop.shown()).toEqual([]);
});

/** One turn of one thread. @returns the status */
async function askOnce(folders: ScratchFolders, port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/responses`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8').trim()}`,
      'content-type': 'application/json',
      'session-id': '0192f0c1-0000-7000-8000-000000000001',
    },
    body: JSON.stringify({ model: 'codex-default', input: 'hello', stream: true }),
  });
  await response.text();
  return response.status;
}

function writeTwoProviders(folders: ScratchFolders, openaiUrl: string, secondUrl: string): void {
  const prices = { input_usd_per_mtok: 2, output_usd_per_mtok: 8, context_tokens: 400_000 };
  mkdirSync(folders.signalboxHome, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(folders.signalboxHome, 'router.yaml'),
    stringify({
      listen: { port: 0 },
      providers: {
        openai: { wire_api: 'responses', base_url: openaiUrl, key_env: 'OPENAI_API_KEY' },
        second: { wire_api: 'responses', base_url: secondUrl, keyless: true },
      },
      deployments: {
        first: { provider: 'openai', model: 'one', ...prices },
        other: { provider: 'second', model: 'two', ...prices },
      },
      aliases: { 'codex-default': { candidates: ['first', 'other'] } },
    }),
  );
}
