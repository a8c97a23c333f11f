import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { findRouterProcess } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { runSignalbox, serveHeadless } from '../fixtures/serve-headless.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';

test('a second Signalbox beside one that does not answer says so, and takes nothing from it', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using served = await serveHeadless({ folders });
  const instance = () => readFileSync(join(folders.signalboxHome, 'state', 'instance.json'), 'utf8');
  const before = instance();
  process.kill(served.pid, 'SIGSTOP');
  const second = await runSignalbox(['serve', '--dashboard-port', '0', '--port', '0'], { folders });
  expect(second).toMatchObject({ exitCode: 1, stdout: '' });
  expect(second.stderr).toContain(`Signalbox is there (process ${served.pid}) but does not answer.`);
  expect(second.stderr).toContain(`kill -9 ${served.pid}`);
  expect(instance()).toBe(before);
  process.kill(served.pid, 'SIGCONT');
  expect(await runSignalbox(['status'], { folders })).toMatchObject({ exitCode: 0 });
  expect(await portIsOpen(served.port ?? 0)).toBe(true);
});

test('a router that cannot live is given up: its key file goes and the reason stays', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using served = await serveHeadless({ folders });
  const status = async () =>
    JSON.parse((await runSignalbox(['status', '--json'], { folders })).stdout).routing;
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
  expect(await portIsOpen(served.port ?? 0)).toBe(false);
  const token = await runSignalbox(['token'], { folders });
  expect(token).toMatchObject({ exitCode: 3, stdout: '' });
});
