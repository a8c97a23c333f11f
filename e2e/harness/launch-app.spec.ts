import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launchApp } from '../fixtures/launch-app.ts';
import { descendantsOf, isRunning } from '../fixtures/process-tree.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const appFolder = 'e2e/fixtures/tiny-tray-app';

test('an app runs in real Electron, in folders of its own', async () => {
  await using app = await launchApp({ appFolder: `${process.cwd()}/${appFolder}` });
  const window = await app.electronApp.firstWindow();
  await expect(window.getByRole('heading', { name: 'Hello' })).toBeVisible();
  const seen = await app.electronApp.evaluate(({ app: electron }) => ({
    name: electron.getName(),
    version: electron.getVersion(),
    home: electron.getPath('home'),
    signalboxHome: process.env.SIGNALBOX_HOME,
  }));
  expect(seen).toEqual({
    name: 'Tiny',
    version: '1.2.3',
    home: app.folders.home,
    signalboxHome: app.folders.signalboxHome,
  });
  await expect.poll(() => app.output().stdout).toContain("ready before the app's first line: false");
});

test('nothing is left of an app that was closed: no process, no folder', async () => {
  const app = await launchApp({ appFolder: `${process.cwd()}/${appFolder}` });
  await app.electronApp.firstWindow();
  const family = await waitFor('its processes', () => {
    const found = descendantsOf(app.pid);
    return found.length >= 4 ? found : undefined;
  });
  await app[Symbol.asyncDispose]();
  expect(family.filter(isRunning)).toEqual([]);
  expect(existsSync(app.folders.root)).toBe(false);
});
