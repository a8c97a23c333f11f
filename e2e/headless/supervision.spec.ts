import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { findRouterProcess } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';

test('a second Signalbox beside one that does not answer says so, and takes nothing from it', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using served = await startServing(folders);
  const instance = () => readFileSync(join(folders.signalboxHome, 'state', 'instance.json'), 'utf8');
  const before = instance();
  process.kill(served.pid, 'SIGSTOP');
  const second = await signalbox(folders, ['serve', '--dashboard-port', '0', '--port', '0']);
  expect(second).toMatchObject({ exitCode: 1, stdout: '' });
  expect(second.stderr).toContain(`Signalbox is there (process ${served.pid}) but does not answer.`);
  expect(second.stderr).toContain(`kill -9 ${served.pid}`);
  expect(instance()).toBe(before);
  process.kill(served.pid, 'SIGCONT');
  expect(await signalbox(folders, ['status'])).toMatchObject({ exitCode: 0 });
  expect(await portIsOpen(served.port)).toBe(true);
});

test('a data folder that cannot be made is named, with what helps', async () => {
  await using folders = createScratchFolders();
  const file = join(folders.root, 'a-file');
  writeFileSync(file, '');
  const blocked = await signalbox(folders, ['serve', '--json'], {
    env: { SIGNALBOX_HOME: join(file, 'signalbox') },
  });
  expect(blocked.exitCode).toBe(1);
  expect(jsonOf(blocked)).toMatchObject({
    error: { code: 'folder_blocked', remedy: expect.stringContaining('SIGNALBOX_HOME') },
  });
});

test('a router that cannot live is given up: its key file goes and the reason stays', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using served = await startServing(folders);
  const status = async () => JSON.parse((await signalbox(folders, ['status', '--json'])).stdout).routing;
  // Each one lives until it is seen; after the eighth restart nothing comes any more.
  for (let restarts = 0; restarts <= 8; restarts += 1) {
    await expect.poll(status, { timeout: 20_000 }).toMatchObject({ phase: 'ready', restarts });
    process.kill((await findRouterProcess(served.pid)).pid, 'SIGKILL');
  }
  await expect.poll(status).toMatchObject({
    phase: 'failed',
    fault: { code: 'router-ended', remedy: expect.stringContaining('start routing again') },
  });
  expect(existsSync(localKeyFile(folders))).toBe(false);
  expect(await portIsOpen(served.port)).toBe(false);
  const token = await signalbox(folders, ['token']);
  expect(token).toMatchObject({ exitCode: 3, stdout: '' });
});
