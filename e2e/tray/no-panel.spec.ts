import { expect, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { startNotificationHost } from '../fixtures/notification-host.ts';
import { startPrivateBus } from '../fixtures/private-bus.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';

test('where nothing shows tray icons the dashboard opens, and that is said once', async () => {
  await using folders = createScratchFolders();
  await using bus = await startPrivateBus();
  await using desktop = await startNotificationHost(bus.address);
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, OPENAI_API_KEY: 'sk-of-the-test-0123456789' };
  {
    await using app = await launchApp({ folders, env });
    await windowOf(app, 'dashboard');
    const said = await desktop.waitFor('This desktop shows no tray icons');
    expect(said.body).toContain('signalbox stop');
    expect(await app.quit()).toBe(0);
  }
  await using again = await launchApp({ folders, env });
  const dashboard = await windowOf(again, 'dashboard');
  await expect(dashboard.getByRole('navigation')).toBeVisible();
  expect(desktop.shown()).toHaveLength(1);
});
