import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';

const REMOTE_KEY = 'of-the-person-0123456789-0123456789';

function openToOthers(folders: ScratchFolders, openaiUrl: string): void {
  writeRouterYaml(folders, { openaiUrl });
  const file = join(folders.signalboxHome, 'router.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('host: 127.0.0.1\n', 'host: 0.0.0.0\n  key_env: MY_REMOTE_KEY\n'));
}

/** As another computer would: by this one's address. */
function statusFor(port: number, key: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { host: `192.0.2.7:${port}`, authorization: `Bearer ${key}` };
    request({ port, path: '/v1/models', headers }, res => {
      res.resume();
      resolve(res.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('other computers are let in by the person’s own key, and without one routing says what is missing', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  openToOthers(folders, upstream.baseUrl);
  {
    await using keyless = await startServing(folders);
    expect(keyless.port).toBe(0);
    expect(keyless.fault).toContain('MY_REMOTE_KEY holds no key');
  }
  await using served = await startServing(folders, { env: { MY_REMOTE_KEY: REMOTE_KEY } });
  expect(await statusFor(served.port, REMOTE_KEY)).toBe(200);
  expect(await statusFor(served.port, `${REMOTE_KEY}?`)).toBe(401);
  const { stdout: localKey } = await signalbox(folders, ['token']);
  const here = await fetch(`http://127.0.0.1:${served.port}/v1/models`, {
    headers: { authorization: `Bearer ${localKey.trim()}` },
  });
  expect(here.status).toBe(200);
  expect(localKey).not.toContain(REMOTE_KEY);
});

test('opened in router.yaml while it runs, other computers are let in, and closed again nobody is', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const file = join(folders.signalboxHome, 'router.yaml');
  const closed = readFileSync(file, 'utf8');
  await using served = await startServing(folders, { env: { MY_REMOTE_KEY: REMOTE_KEY } });
  expect(await statusFor(served.port, REMOTE_KEY)).toBe(403);

  openToOthers(folders, upstream.baseUrl);
  await expect.poll(() => statusFor(served.port, REMOTE_KEY)).toBe(200);
  expect(await statusFor(served.port, `${REMOTE_KEY}?`)).toBe(401);
  writeFileSync(file, readFileSync(file, 'utf8').replace('MY_REMOTE_KEY', 'NOBODY_SET_THIS'));
  const status = async () => (await signalbox(folders, ['status'])).stdout;
  await expect.poll(status).toContain('NOBODY_SET_THIS holds no key');
  expect(await statusFor(served.port, REMOTE_KEY)).toBe(200);

  writeFileSync(file, closed);
  await expect.poll(() => statusFor(served.port, REMOTE_KEY)).toBe(403);
  expect(await status()).not.toContain('NOBODY_SET_THIS');
});
