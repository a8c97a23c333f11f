import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { type ResponsesUpstream, startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { findRouterProcess } from '../fixtures/router-process.ts';
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

/** The port of the provider that plain Codex would call, once the swap has written it. */
const swappedTo = (folders: ScratchFolders): string | undefined => {
  const file = join(folders.codexHome, 'config.toml');
  return existsSync(file) ? /127\.0\.0\.1:(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
};

test('another port in router.yaml holds at once, and who calls the old one is answered until a restart', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  const [first, second, risky] = [await takePort(), await takePort(), await takePort()];
  await Promise.all([first.close(), second.close(), risky.close()]);
  writePort(folders, upstream, first.port);
  const withCodex = { ...env, SIGNALBOX_CODEX: await realCodex() };
  await using served = await startServing(folders, { env: withCodex, args: [] });
  expect(served.port).toBe(first.port);
  expect((await signalbox(folders, ['codex', 'enable'], { env: withCodex })).exitCode).toBe(0);
  await expect.poll(() => swappedTo(folders)).toBe(String(first.port));
  const key = readFileSync(localKeyFile(folders), 'utf8');
  upstream.script({ kind: 'text', text: 'one two three four five six', pace: { everyMs: 30 } });
  const running = ask(folders, first.port);
  await waitFor('the answer to flow', () => (upstream.responses().length === 1 ? true : undefined));

  writePort(folders, upstream, second.port);
  await expect.poll(async () => (await statusOf(folders)).routing.port).toBe(second.port);
  expect(await (await running).text()).toContain('response.completed');
  upstream.otherwise(() => ({ kind: 'text', text: 'here' }));
  for (const port of [first.port, second.port]) {
    expect(await (await ask(folders, port)).text()).toContain('response.completed');
  }
  await expect.poll(() => swappedTo(folders)).toBe(String(second.port));
  expect(readFileSync(localKeyFile(folders), 'utf8')).toBe(key);
  const { stdout } = await signalbox(folders, ['status']);
  expect(stdout).toContain(`Routing   ready on http://127.0.0.1:${second.port}`);
  expect(stdout).toContain(`also answers on http://127.0.0.1:${first.port}`);

  // A router that crashed comes back to both.
  process.kill((await findRouterProcess(served.pid)).pid, 'SIGKILL');
  await expect
    .poll(async () => (await statusOf(folders)).routing)
    .toMatchObject({ phase: 'ready', port: second.port, restarts: 1 });
  for (const port of [first.port, second.port]) {
    expect(await (await ask(folders, port)).text()).toContain('response.completed');
  }

  const restarted = await signalbox(folders, ['restart', '--json']);
  expect(jsonOf(restarted)).toEqual({ port: second.port });
  expect(await portIsOpen(first.port)).toBe(false);
});

test('a port that another program has changes nothing, is told everywhere, and is had by one command', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  const [first, second] = [await takePort(), await takePort()];
  await first.close();
  writePort(folders, upstream, first.port);
  await using served = await startServing(folders, { env, args: [] });
  expect(served.port).toBe(first.port);

  writePort(folders, upstream, second.port);
  const waiting = [{ key: 'listen.port', running: String(first.port), wanted: String(second.port) }];
  await expect
    .poll(async () => (await statusOf(folders)).routing)
    .toMatchObject({
      phase: 'ready',
      port: first.port,
      restartFor: waiting,
      listenFault: { code: 'port_in_use' },
    });
  const taken = `Another program already listens on 127.0.0.1:${second.port}.`;
  for (const command of [['status'], ['policy', 'check']]) {
    const { stdout } = await signalbox(folders, command);
    expect(stdout).toContain(`listen.port is ${second.port} in router.yaml, ${first.port} in use`);
    expect(stdout).toContain(taken);
    expect(stdout).toContain('`signalbox restart`');
  }
  const refused = await signalbox(folders, ['restart']);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.stderr).toContain(taken);
  upstream.script({ kind: 'text', text: 'still here' });
  expect(await (await ask(folders, first.port)).text()).toContain('response.completed');

  await second.close();
  expect(jsonOf(await signalbox(folders, ['restart', '--json']))).toEqual({ port: second.port });
  expect((await statusOf(folders)).routing.restartFor).toBeUndefined();
});

test('the dashboard shows why it is not listened there, and one click tries again', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  const [first, second] = [await takePort(), await takePort()];
  await first.close();
  writePort(folders, upstream, first.port);
  await using served = await startServing(folders, { env, args: [] });
  await using opened = await openPage(browser, served.dashboard);
  const { page } = opened;
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restart routing' })).toHaveCount(0);
  writePort(folders, upstream, second.port);
  await expect(page.getByText(`listen.port: ${second.port} in the file, ${first.port} in use`)).toBeVisible();
  await expect(page.getByText(`already listens on 127.0.0.1:${second.port}`)).toBeVisible();
  await second.close();
  await page.getByRole('button', { name: 'Restart routing' }).click();
  await expect(page.getByText('Routing has been restarted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restart routing' })).toHaveCount(0);
  expect((await statusOf(folders)).routing.port).toBe(second.port);
  writePort(folders, upstream, first.port);
  await expect(page.getByText(`may still call 127.0.0.1:${second.port}`)).toBeVisible();
});
