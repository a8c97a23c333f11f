import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ensurePackaged } from '../../scripts/lib/ensure-packaged.mjs';
import type { PackagedApp } from '../../scripts/lib/packaged-app.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { launchApp } from '../fixtures/launch-app.ts';
import { startPrivateBus } from '../fixtures/private-bus.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox as signalboxOf } from '../fixtures/signalbox-command.ts';
import { startSilentKeychain } from '../fixtures/silent-keychain.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { startUnlockedKeychain } from '../fixtures/unlocked-keychain.ts';

let app: PackagedApp;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await ensurePackaged();
});

function signalbox(folders: ScratchFolders, args: readonly string[], env: Record<string, string> = {}) {
  // No display: a terminal over SSH has none.
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = folders.env(env);
  return run(app.launcher, args, { env: rest, cwd: folders.project, timeoutMs: 30_000 });
}

test('the packaged app puts its icon in the tray and quits clean', async () => {
  await using panel = await startTrayHost();
  await using running = await launchApp({ executable: app.executable, env: panel.env });
  const item = await panel.waitForItem({ pid: running.pid });
  expect((await item.properties()).iconPixmaps.length).toBeGreaterThan(0);
  expect((await item.menu())[0]?.label).toBe('Routing is stopped');
  const status = await signalbox(running.folders, ['status', '--json']);
  expect(JSON.parse(status.output)).toMatchObject({ host: 'tray', routing: { phase: 'stopped' } });
  await item.click('Quit');
  expect(await running.quit()).toBe(0);
});

test('its command line works without a display', async () => {
  await using folders = createScratchFolders();
  expect(await signalbox(folders, ['--version'])).toMatchObject({ code: 0, output: '0.1.0\n' });
  expect((await signalbox(folders, ['launch', '--help'])).output).toContain('--here');
  const idle = await signalbox(folders, ['status']);
  expect(idle.code).not.toBe(0);
  expect(idle.output).toContain('signalbox serve');

  await using serving = await startServing(folders, { command: [app.launcher] });
  const token = (await signalbox(folders, ['token'])).output.trim();
  const models = await fetch(`http://127.0.0.1:${serving.port}/v1/models`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(models.status).toBe(200);
  const status = await signalbox(folders, ['status', '--json']);
  expect(JSON.parse(status.output)).toMatchObject({ host: 'headless', routing: { port: serving.port } });
  expect(await signalbox(folders, ['stop'])).toMatchObject({ code: 0 });
  expect(await serving.ended).toBe(0);
  expect(existsSync(join(folders.tmp, 'codex-litellm-proxy.key'))).toBe(false);
});

test('it opens the key chain of the system, and one that never answers does not hold it up', async () => {
  test.skip(process.platform !== 'linux', 'the key chain of a test is a Secret Service');
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  const address = panel.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  {
    await using keyringHome = createScratchFolders();
    await using bus = await startPrivateBus();
    await startUnlockedKeychain(keyringHome, bus.address);
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
    const set = await signalboxOf(folders, ['keys', 'set', 'openai', '--remember'], {
      env,
      command: [app.launcher],
      input: 'sk-of-a-person-123\n',
    });
    expect(set).toMatchObject({ exitCode: 0 });
    const { output } = await signalbox(folders, ['keys', 'list', '--json'], env);
    expect(JSON.parse(output)).toMatchObject({
      keys: [{ provider: 'openai', source: 'keychain' }, {}, {}, {}],
    });
  }
  await using _keychain = await startSilentKeychain(address);
  await using running = await launchApp({ executable: app.executable, folders, env: panel.env });
  const item = await panel.waitForItem({ pid: running.pid });
  await expect
    .poll(async () => (await signalbox(folders, ['status'])).output)
    .toContain('has not answered yet');
  await item.click('Quit');
  expect(await running.quit()).toBe(0);
});

test('Codex gets the local key from the launcher, and no sign of Electron in its environment', async () => {
  test.skip(process.platform === 'win32', 'the stand-in for Codex is a shell script');
  await using folders = createScratchFolders();
  await using _serving = await startServing(folders, { command: [app.launcher] });
  const bin = join(folders.root, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'codex'), environmentRecorder(join(folders.root, 'env')), { mode: 0o755 });
  const launched = await signalbox(folders, ['launch', '--here', folders.project], {
    PATH: `${bin}:${process.env.PATH}`,
  });
  expect(launched).toMatchObject({ code: 0 });
  expect(readFileSync(join(folders.root, 'env'), 'utf8')).not.toContain('ELECTRON');
  const profile = readFileSync(join(folders.codexHome, 'cost-routing.config.toml'), 'utf8');
  expect(profile).toContain(`command = "${app.launcher}"`);
});

/** Stands in for Codex: knows its version, and writes down the environment it was started in. */
function environmentRecorder(file: string): string {
  return `#!/bin/sh
if [ "$1" = --version ]; then echo codex-cli 0.169.0; exit; fi
env > '${file}'
`;
}
