import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';

test('start at login is ticked and unticked in the settings, with the desktop’s own file', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  await using app = await launchApp({ folders, env: panel.env });
  const autostart = join(folders.home, '.config', 'autostart', 'signalbox.desktop');
  // Without a key the dashboard comes up by itself.
  const page = await windowOf(app, 'dashboard');
  await page.locator('a[href="#/settings"]').press('Enter');
  const tick = page.getByRole('checkbox', { name: 'Start at login' });
  await expect(tick).not.toBeChecked();
  expect(existsSync(autostart)).toBe(false);
  await tick.press('Space');
  await expect(tick).toBeChecked();
  expect(readFileSync(autostart, 'utf8')).toMatch(/^Exec=.* --at-login$/m);
  await tick.press('Space');
  await expect(tick).not.toBeChecked();
  await expect.poll(() => existsSync(autostart)).toBe(false);
});
