import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { freePort, STAND_IN_FOLDER } from '../../src-main/services/ollama/testing/stand-in.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test('Ollama is started, its model pulled and Ollama stopped from the tray', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  const url = `http://127.0.0.1:${await freePort()}`;
  mkdirSync(folders.signalboxHome, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(folders.signalboxHome, 'router.yaml'),
    stringify({
      listen: { port: 0 },
      providers: { ollama: { wire_api: 'chat', base_url: `${url}/v1`, keyless: true, local: true } },
      deployments: { 'codex-qwen-local': { provider: 'ollama', model: 'qwen2.5-coder:3b' } },
      aliases: { 'codex-default': { candidates: ['codex-qwen-local'] } },
    }),
  );
  await using app = await launchApp({
    folders,
    env: {
      ...panel.env,
      PATH: [STAND_IN_FOLDER, process.env.PATH].join(delimiter),
      OLLAMA_MODELS: join(folders.root, 'models'),
    },
  });
  const item = await panel.waitForItem({ pid: app.pid });
  const lines = async () => {
    const submenu = (await item.menu()).find(({ label }) => label === 'Ollama');
    return submenu?.children.map(({ label }) => label) ?? [];
  };
  await expect.poll(lines).toContain('Stopped');
  await item.click('Ollama', 'Start Ollama');
  await expect.poll(lines).toContain('Running');
  expect((await fetch(`${url}/api/version`)).status).toBe(200);
  await item.click('Ollama', 'Pull qwen2.5-coder:3b');
  await expect.poll(lines, { timeout: 20_000 }).toContain('qwen2.5-coder:3b is here');
  await item.click('Ollama', 'Stop Ollama');
  await expect.poll(lines).toContain('Stopped');
  await waitFor('its port to close', () =>
    fetch(`${url}/api/version`).then(
      () => undefined,
      () => true,
    ),
  );
});
