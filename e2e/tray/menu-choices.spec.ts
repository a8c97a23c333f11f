import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '../fixtures/launch-app.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { startTrayHost, type TrayItem } from '../fixtures/tray-host.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const isTicked = async (item: TrayItem, label: string) =>
  (await item.menu()).find(entry => entry.label === label)?.isTicked;

test('ticks in the menu are kept: Avoid OpenAI in the policy, Start at login with the desktop', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  const policy = () => readFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'utf8');
  const autostart = join(folders.home, '.config', 'autostart', 'signalbox.desktop');
  {
    await using app = await launchApp({ folders, env: panel.env });
    const item = await panel.waitForItem({ pid: app.pid });
    expect((await item.properties()).toolTip).toBe('Signalbox: Routing is stopped');
    expect(await isTicked(item, 'Avoid OpenAI')).toBe(false);
    const before = policy();
    await item.click('Avoid OpenAI');
    await expect.poll(policy).toBe(before.replace('\navoid_openai: false\n', '\navoid_openai: true\n'));
    await expect.poll(() => isTicked(item, 'Avoid OpenAI')).toBe(true);

    expect(existsSync(autostart)).toBe(false);
    await item.click('Start at login');
    await waitFor('the autostart file', () => (existsSync(autostart) ? true : undefined));
    expect(readFileSync(autostart, 'utf8')).toMatch(/^Exec=.*start\.mjs"? --at-login$/m);
    await item.click('Quit');
    expect(await app.quit()).toBe(0);
  }
  await using again = await launchApp({ folders, env: panel.env, args: ['--at-login'] });
  const item = await panel.waitForItem({ pid: again.pid });
  expect(await isTicked(item, 'Avoid OpenAI')).toBe(true);
  expect(await isTicked(item, 'Start at login')).toBe(true);
  await item.click('Start at login');
  await waitFor('the autostart file to go', () => (existsSync(autostart) ? undefined : true));
  await expect.poll(() => isTicked(item, 'Start at login')).toBe(false);
  await item.click('Start at login');
  await expect.poll(() => isTicked(item, 'Start at login')).toBe(true);
  expect(await signalbox(folders, ['codex', 'undo', '--leftovers', 'discard'])).toMatchObject({
    exitCode: 0,
  });
  expect(existsSync(autostart)).toBe(false);
  await expect.poll(() => isTicked(item, 'Start at login')).toBe(false);
  // There is no key yet, but nobody asked for a window at login.
  expect(again.electronApp.windows()).toEqual([]);
});

test('what the environment decides is ticked, greyed out and says why', async () => {
  await using panel = await startTrayHost();
  await using app = await launchApp({ env: { ...panel.env, CODEX_ROUTER_OPENAI_MODE: 'avoid' } });
  const item = await panel.waitForItem({ pid: app.pid });
  const entry = (await item.menu()).find(({ label }) => label.startsWith('Avoid OpenAI'));
  expect(entry).toMatchObject({
    label: 'Avoid OpenAI (set by the environment)',
    isTicked: true,
    isEnabled: false,
  });
});
