import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { seedCodexHome } from '../fixtures/codex-home.ts';
import { diffFingerprints, fingerprintFolder } from '../fixtures/folder-fingerprint.ts';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { familyOf } from '../fixtures/process-tree.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const withKey = { OPENAI_API_KEY: 'sk-of-a-person' };

test('serve, status, token, launch and stop do the whole job without Electron', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const before = seedCodexHome(folders);
  const env = { ...withKey, SIGNALBOX_CODEX: await realCodex() };
  await using served = await startServing(folders, { env });
  const port = served.port;

  const token = await signalbox(folders, ['token']);
  expect(token).toMatchObject({ exitCode: 0, stdout: `${readFileSync(localKeyFile(folders), 'utf8')}\n` });
  upstream.script(
    { kind: 'call', name: 'exec_command', arguments: { cmd: 'echo from-the-tool > made-by-codex' } },
    { kind: 'text', text: 'The tool has spoken.' },
  );
  const words = ['exec', '--skip-git-repo-check', 'Call the tool.'].flatMap(word => ['-a', word]);
  const launched = await signalbox(folders, ['launch', '--here', folders.project, ...words], { env });
  expect(launched).toMatchObject({ exitCode: 0, stdout: 'The tool has spoken.\n' });
  expect(readFileSync(join(folders.project, 'made-by-codex'), 'utf8')).toBe('from-the-tool\n');

  const readStatus = async () => JSON.parse((await signalbox(folders, ['status', '--json'])).stdout);
  // The profile was written by another process; it is noticed within a second.
  await expect.poll(readStatus).toMatchObject({
    host: 'headless',
    routing: { phase: 'ready', port, inFlight: 0 },
    codex: { profile: 'ours', installed: { version: '0.169.0' } },
  });
  const status = await readStatus();
  expect(status.requests.filter((request: { kind: string }) => request.kind === 'turn')).toHaveLength(2);

  expect(await signalbox(folders, ['stop'])).toMatchObject({ exitCode: 0, stdout: 'Stopped.\n' });
  await expectNothingLeft(folders, port, served.pid);
  expect(diffFingerprints(before, fingerprintFolder(folders.codexHome), { added: false })).toEqual([]);
  expect((await signalbox(folders, ['status'])).exitCode).toBe(3);
  expect((await signalbox(folders, ['token'])).exitCode).toBe(3);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} drains and leaves nothing behind`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startResponsesUpstream();
    writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
    await using served = await startServing(folders, { env: withKey });
    const port = served.port;
    upstream.script({ kind: 'text', text: 'one two three four five six', pace: { everyMs: 30 } });
    const turn = fetch(`http://127.0.0.1:${port}/v1/responses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}` },
      body: JSON.stringify({ model: 'codex-default', input: 'Count.', stream: true }),
    });
    await waitFor('the answer to flow', () => (upstream.responses().length === 1 ? true : undefined));
    expect(await served.end(signal)).toBe(0);
    expect(await (await turn).text()).toContain('response.completed');
    await expectNothingLeft(folders, port, served.pid);
  });
}

test('a port in use is explained, and another can be chosen', async () => {
  await using folders = createScratchFolders();
  const taken = createServer().listen(0, '127.0.0.1');
  await waitFor('a taken port', () => taken.address() ?? undefined);
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1', port });
    await using served = await startServing(folders, { env: withKey, args: [] });
    expect(served.port).toBe(0);
    const { stdout } = await signalbox(folders, ['status']);
    expect(stdout).toContain(`Another program already listens on 127.0.0.1:${port}.`);
    expect(stdout).toContain('listen.port in router.yaml');
    expect(existsSync(localKeyFile(folders))).toBe(false);
    expect(await served.end()).toBe(0);
    await using other = await startServing(folders, { env: withKey });
    expect(await portIsOpen(other.port)).toBe(true);
  } finally {
    taken.close();
  }
});

test('one Signalbox for one user data folder: a second one says which runs', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using served = await startServing(folders, { env: withKey });
  const second = await signalbox(folders, ['serve', '--dashboard-port', '0']);
  expect(second.exitCode).toBe(4);
  expect(second.stderr).toContain(`Signalbox is already running (process ${served.pid})`);
  expect(await portIsOpen(served.port)).toBe(true);
});

async function expectNothingLeft(folders: ScratchFolders, port: number, pid: number): Promise<void> {
  await waitFor('its processes to end', () => (familyOf(pid, folders.root).length === 0 ? true : undefined));
  expect(existsSync(localKeyFile(folders))).toBe(false);
  expect(await portIsOpen(port)).toBe(false);
  expect(existsSync(join(folders.signalboxHome, 'state', 'instance.json'))).toBe(false);
}
