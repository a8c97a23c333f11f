import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { repositoryFolder } from '../../scripts/lib/folders.mjs';
import { findElectron } from '../../scripts/lib/obtain-electron.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { familyOf } from '../fixtures/process-tree.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { localKeyFile, startRouting, stateLine } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const withKey = { OPENAI_API_KEY: 'sk-of-a-person' };

test('a second start shows the dashboard of the first, and a closed window leaves the app in the tray', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  const env = { ...panel.env, ...withKey };
  await using app = await launchApp({ folders, env });
  const item = await panel.waitForItem({ pid: app.pid });
  // With a key and a panel nothing comes up by itself.
  expect(app.electronApp.windows()).toEqual([]);

  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const second = await run(findElectron()?.executable ?? '', [...asRoot, '--disable-gpu', repositoryFolder], {
    env: folders.env(env),
    timeoutMs: 30_000,
  });
  expect(second).toMatchObject({ code: 0, timedOut: false });
  const dashboard = await windowOf(app, 'dashboard');
  await expect(dashboard.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  expect(panel.items()).toHaveLength(1);

  await dashboard.close();
  expect(app.electronApp.windows()).toEqual([]);
  expect(await stateLine(item)).toBe('Routing is stopped');
  await item.click('Dashboard…');
  await expect((await windowOf(app, 'dashboard')).getByRole('heading', { level: 1 })).toHaveText('Now');
});

test('an app told to end by the system takes its router and its key file with it', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using app = await launchApp({ folders, env: { ...panel.env, ...withKey } });
  await startRouting(await panel.waitForItem({ pid: app.pid }));
  expect(existsSync(localKeyFile(folders))).toBe(true);
  process.kill(app.pid, 'SIGTERM');
  await waitFor('its processes to end', () =>
    familyOf(app.pid, folders.signalboxHome).length === 0 ? true : undefined,
  );
  expect(existsSync(localKeyFile(folders))).toBe(false);
});
