import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { type ResponsesUpstream, startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';
import { openPage } from '../renderer/open-page.ts';

const env = { OPENAI_API_KEY: 'sk-of-a-person' };

/** A port nobody has now, and the server that held it until `close`. */
async function takePort() {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
    });
  return { port: (server.address() as AddressInfo).port, close }; // a listening server has one
}

const writePort = (folders: ScratchFolders, upstream: ResponsesUpstream, port: number): void =>
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl, port });

const statusOf = async (folders: ScratchFolders) =>
  jsonOf(await signalbox(folders, ['status', '--json'])) as {
    routing: { phase: string; port: number; restartFor?: unknown };
  };

function ask(folders: ScratchFolders, port: number): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}` },
    body: JSON.stringify({ model: 'codex-default', input: 'Count.', stream: true }),
  });
}

test('another port in router.yaml is told everywhere, and one command moves routing there', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  const [first, second] = [await takePort(), await takePort()];
  await first.close();
  writePort(folders, upstream, first.port);
  await using served = await startServing(folders, { env, args: [] });
  expect(served.port).toBe(first.port);
  const key = readFileSync(localKeyFile(folders), 'utf8');

  writePort(folders, upstream, second.port);
  const waiting = [{ key: 'listen.port', running: String(first.port), wanted: String(second.port) }];
  await expect
    .poll(async () => (await statusOf(folders)).routing)
    .toMatchObject({
      phase: 'ready',
      port: first.port,
      restartFor: waiting,
    });
  const told = `listen.port is ${second.port} in router.yaml, ${first.port} in use`;
  for (const command of [['status'], ['policy', 'check']]) {
    const { stdout } = await signalbox(folders, command);
    expect(stdout).toContain(told);
    expect(stdout).toContain('`signalbox restart`');
  }

  // Taken by somebody else: what runs goes on.
  const refused = await signalbox(folders, ['restart']);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.stderr).toContain(`Another program already listens on 127.0.0.1:${second.port}.`);
  upstream.script({ kind: 'text', text: 'one two three four five six', pace: { everyMs: 30 } });
  const running = ask(folders, first.port);
  await waitFor('the answer to flow', () => (upstream.responses().length === 1 ? true : undefined));

  await second.close();
  const moved = await signalbox(folders, ['restart', '--json']);
  expect(jsonOf(moved)).toEqual({ port: second.port });
  expect(await (await running).text()).toContain('response.completed');
  expect(await portIsOpen(first.port)).toBe(false);
  expect(readFileSync(localKeyFile(folders), 'utf8')).toBe(key);
  upstream.script({ kind: 'text', text: 'here' });
  expect(await (await ask(folders, second.port)).text()).toContain('response.completed');
  expect((await statusOf(folders)).routing.restartFor).toBeUndefined();
});

test('the dashboard shows what waits, and one click restarts routing', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  const [first, second] = [await takePort(), await takePort()];
  await Promise.all([first.close(), second.close()]);
  writePort(folders, upstream, first.port);
  await using served = await startServing(folders, { env, args: [] });
  await using opened = await openPage(browser, served.dashboard);
  const { page } = opened;
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restart routing' })).toHaveCount(0);
  writePort(folders, upstream, second.port);
  await expect(page.getByText(`listen.port: ${second.port} in the file, ${first.port} in use`)).toBeVisible();
  await page.getByRole('button', { name: 'Restart routing' }).click();
  await expect(page.getByText('Routing has been restarted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restart routing' })).toHaveCount(0);
  expect((await statusOf(folders)).routing.port).toBe(second.port);
});
