import { expect, test } from '@playwright/test';
import { launchApp } from '../fixtures/launch-app.ts';
import { connectSessionBus } from '../fixtures/session-bus.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';

const appFolder = `${process.cwd()}/e2e/fixtures/tiny-tray-app`;

test('a tray icon is seen, read and clicked over the session bus', async () => {
  await using host = await startTrayHost();
  await using app = await launchApp({ appFolder, env: host.env });
  const item = await host.waitForItem({ pid: app.pid });

  const before = await item.properties();
  expect(before).toMatchObject({ status: 'Active', toolTip: 'Tiny: stopped' });
  expect(before.iconPixmaps[0]).toMatchObject({ width: 22, height: 22 });

  const menu = await item.menu();
  expect(menu.map(entry => (entry.isSeparator ? '---' : entry.label))).toEqual([
    'State: stopped',
    'Start routing',
    '---',
    'Mode',
    'Quit',
  ]);
  expect(menu[0]?.isEnabled).toBe(false);
  expect(menu[3]?.children).toMatchObject([{ label: 'a_b & c', isTicked: false }]);

  await item.click('Start routing');
  await expect.poll(async () => (await item.properties()).toolTip).toBe('Tiny: running');
  await item.click('Mode', /^a_b/);
  await expect.poll(async () => (await item.properties()).toolTip).toBe('ticked: true');
  await expect.poll(async () => (await item.menu())[3]?.children[0]?.isTicked).toBe(true);
  await item.activate();
  await expect.poll(async () => (await item.properties()).toolTip).toBe('Tiny: clicked');

  await expect(item.click('State: stopped')).rejects.toThrow('greyed out');
  await expect(item.click('No such entry')).rejects.toThrow('Start routing | Mode | Quit');

  await item.click('Quit');
  await expect.poll(() => host.items()).toEqual([]);
  expect(await app.quit()).toBe(0);
});

test('an error from the other side of the bus is told by its name', async () => {
  await using bus = await connectSessionBus();
  const nobody = { destination: 'dev.signalbox.nobody', path: '/', interface: 'dev.signalbox.nobody' };
  await expect(bus.call({ ...nobody, member: 'Hello' })).rejects.toThrow(
    /Hello: org\.freedesktop\.DBus\.Error\./,
  );
});
