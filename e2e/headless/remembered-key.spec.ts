import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startPrivateBus } from '../fixtures/private-bus.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';

const KEY = 'sk-to-be-remembered';

/** A Secret Service of the test's own, unlocked, in a home of its own; it ends with its bus. */
async function unlockKeyring(home: ScratchFolders, busAddress: string): Promise<void> {
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env: home.env({
      DBUS_SESSION_BUS_ADDRESS: busAddress,
      XDG_DATA_HOME: home.home,
      XDG_RUNTIME_DIR: home.tmp,
    }),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin.end('of-the-test');
  await once(daemon, 'exit');
}

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
  await unlockKeyring(keyringHome, bus.address);
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
