import { expect, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { startNotificationHost } from '../fixtures/notification-host.ts';
import { commandLineOf, familyOf, isRunning } from '../fixtures/process-tree.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { noteRememberedKeys, startSilentKeychain } from '../fixtures/silent-keychain.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { startRouting, stateLine } from '../fixtures/tray-routing.ts';

test('a key chain that never answers is told, routing starts without it, and Quit quits', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  const address = panel.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  await using desktop = await startNotificationHost(address);
  await using _keychain = await startSilentKeychain(address);
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  noteRememberedKeys(folders, ['openai']);
  await using app = await launchApp({ folders, env: panel.env });
  const item = await panel.waitForItem({ pid: app.pid });
  // A remembered key is one: the dashboard does not come up by itself to ask for keys.
  expect(app.electronApp.windows()).toEqual([]);
  expect(await stateLine(item)).toBe('Routing is stopped');
  await startRouting(item);

  desktop.click(await desktop.waitFor('The key chain keeps remembered keys back'));
  const keys = await windowOf(app, 'keys');
  await expect(keys.getByText('remembered keys are missing until it does')).toBeVisible();
  await expect(keys.getByText('or paste the keys again')).toBeVisible();

  const family = familyOf(app.pid, folders.root);
  expect(family.filter(({ pid }) => commandLineOf(pid).includes('keychain.js'))).toHaveLength(1);
  await item.click('Quit');
  expect(await app.quit()).toBe(0);
  expect(family.filter(isRunning)).toEqual([]);
});
