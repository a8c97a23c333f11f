import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startPrivateBus } from '../fixtures/private-bus.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { startUnlockedKeychain } from '../fixtures/unlocked-keychain.ts';

const KEY = 'sk-to-be-remembered';

async function listKeys(folders: ScratchFolders, env: Record<string, string>) {
  const { stdout } = await signalbox(folders, ['keys', 'list', '--json'], { env });
  const { keys } = JSON.parse(stdout) as { keys: { provider: string; source?: string }[] };
  return Object.fromEntries(keys.map(({ provider, source }) => [provider, source ?? 'none']));
}

test('a key remembered in the key chain is back after a restart, and gone once forgotten', async () => {
  await using folders = createScratchFolders();
  await using keyringHome = createScratchFolders();
  await using bus = await startPrivateBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  await startUnlockedKeychain(keyringHome, bus.address);
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  {
    await using _first = await startServing(folders, { env });
    const saved = await signalbox(folders, ['keys', 'set', 'openai', '--remember'], {
      env,
      input: `${KEY}\n`,
    });
    expect(saved).toMatchObject({ exitCode: 0 });
  }
  {
    await using _second = await startServing(folders, { env });
    await expect.poll(() => listKeys(folders, env)).toMatchObject({ openai: 'keychain', gemini: 'none' });
    expect(await signalbox(folders, ['keys', 'forget', 'openai'], { env })).toMatchObject({ exitCode: 0 });
  }
  expect(await listKeys(folders, env)).toMatchObject({ openai: 'none' });
});

test('a gateway of one’s own has its key from the variable that router.yaml names', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const file = join(folders.signalboxHome, 'router.yaml');
  const own = readFileSync(file, 'utf8')
    .replace('openai:', 'gateway:')
    .replace('OPENAI_API_KEY', 'GATEWAY_KEY')
    .replace('provider: openai', 'provider: gateway');
  writeFileSync(file, own);
  await using served = await startServing(folders, { env: { GATEWAY_KEY: KEY } });
  expect(await listKeys(folders, {})).toMatchObject({ gateway: 'environment', openai: 'none' });
  // The running Signalbox has the key, this command has not.
  const { stdout: probed } = await signalbox(folders, ['probe', 'codex-default', '--json']);
  expect(JSON.parse(probed)).toMatchObject({
    aliases: [{ candidates: [{ provider: 'gateway', result: 'ok' }] }],
  });
  upstream.script({ kind: 'text', text: 'Through the gateway.' });
  const { stdout: token } = await signalbox(folders, ['token']);
  const answer = await fetch(`http://127.0.0.1:${served.port}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.trim()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'codex-default', input: 'Say something.' }),
  });
  expect(await answer.text()).toContain('Through the gateway.');
  expect(upstream.responses().map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`]);
});

test('without a running Signalbox a key goes into the key chain for the next start, and out again', async () => {
  await using folders = createScratchFolders();
  await using keyringHome = createScratchFolders();
  await using bus = await startPrivateBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  await startUnlockedKeychain(keyringHome, bus.address);
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  const set = await signalbox(folders, ['keys', 'set', 'openai', '--remember'], { env, input: `${KEY}\n` });
  expect(set).toMatchObject({ exitCode: 0 });
  {
    await using _served = await startServing(folders, { env });
    await expect.poll(() => listKeys(folders, env)).toMatchObject({ openai: 'keychain' });
  }
  expect(await listKeys(folders, env)).toMatchObject({ openai: 'keychain' });
  expect(await signalbox(folders, ['keys', 'forget', 'openai'], { env })).toMatchObject({ exitCode: 0 });
  expect(await listKeys(folders, env)).toMatchObject({ openai: 'none' });
});
