import { spawn } from 'node:child_process';
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { realCodex, runCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { upstreamModel, writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const ORIGINAL = '\uFEFF# mine\r\nmodel = "gpt-5.5" # best';
const configOf = (folders: ScratchFolders) => join(folders.codexHome, 'config.toml');
const textOf = (folders: ScratchFolders) => readFileSync(configOf(folders), 'utf8');
const withKey = { OPENAI_API_KEY: 'sk-of-the-router' };

test('swap mode: plain Codex uses the router, and is its own again after stop, kill -9 and restart', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  writeFileSync(configOf(folders), ORIGINAL);
  const env = { ...withKey, SIGNALBOX_CODEX: await realCodex() };
  const run = (...args: string[]) => signalbox(folders, args, { env });

  expect(await run('codex', 'enable', '--json')).toMatchObject({
    exitCode: 0,
    stdout: '{"swap":true,"running":false}\n',
  });
  expect(textOf(folders)).toBe(ORIGINAL);
  {
    await using served = await startServing(folders, { env });
    await waitFor('the swap', () => (textOf(folders).includes('model_providers') ? true : undefined));
    // That the file is written proves nothing: it is called routed once a request came.
    expect((await run('status')).stdout).toContain('no request yet');
    const ran = await runCodex('Hello.', { folders });
    expect([ran.exitCode, ran.answer]).toEqual([0, 'OK.']);
    await expect.poll(async () => (await run('status')).stdout).toContain('last request 20');
    expect(upstream.responses()[0]?.headers.authorization).toBe(`Bearer ${withKey.OPENAI_API_KEY}`);
    const { stdout } = await run('codex', 'status');
    expect(stdout).toContain('on: plain Codex uses the router');
    expect(stdout).toContain('-model = "gpt-5.5" # best');
    expect(await served.end('SIGKILL')).toBe('SIGKILL');
    // Nobody starts anything: the guard does it.
    await waitFor('the restore', () => (textOf(folders) === ORIGINAL ? true : undefined));
  }
  {
    await using served = await startServing(folders, { env });
    await waitFor('the swap', () => (textOf(folders) === ORIGINAL ? undefined : true));
    expect(await served.end()).toBe(0);
    expect(textOf(folders)).toBe(ORIGINAL);
  }
  const restored = await run('codex', 'restore', '--json');
  expect(restored.exitCode).toBe(0);
  expect(JSON.parse(restored.stdout)).toMatchObject({ result: 'not-swapped', changes: [] });
});

test('a login stays the person’s own: passed through, gone on elsewhere at its limit, auth.json untouched', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  writeFileSync(configOf(folders), 'model = "gpt-5.5"\n', { mode: 0o644 });
  const login = join(folders.codexHome, 'auth.json');
  writeFileSync(login, '{"OPENAI_API_KEY":"sk-of-the-person"}');
  const before = statSync(login, { bigint: true });
  const env = { ...withKey, SIGNALBOX_CODEX: await realCodex() };
  await signalbox(folders, ['codex', 'enable'], { env });
  await using served = await startServing(folders, { env });
  await waitFor('the swap', () => (textOf(folders).includes('openai_base_url') ? true : undefined));
  expect((statSync(configOf(folders)).mode & 0o777).toString(8)).toBe('600');

  upstream.script({
    kind: 'text',
    text: 'OK.',
    pace: {
      headers: {
        'x-codex-primary-used-percent': '83',
        'x-codex-primary-window-minutes': '300',
        'x-codex-primary-reset-at': String(Math.round(Date.now() / 1000) + 3600),
      },
    },
  });
  expect((await runCodex('Hello.', { folders })).answer).toBe('OK.');
  expect(upstream.responses()[0]?.headers.authorization).toBe('Bearer sk-of-the-person');
  await waitFor('what is left of the plan', async () =>
    (await signalbox(folders, ['status'])).stdout.match(/^Own plan {2}5 h: 83 % used, whole again /m),
  );
  expect(upstream.responses()[0]?.json()).toMatchObject({ model: 'gpt-5.5' });

  upstream.script(
    { kind: 'status', status: 429, body: { error: { type: 'usage_limit_reached', message: 'Limit.' } } },
    { kind: 'text', text: 'From elsewhere.' },
  );
  expect((await runCodex('Go on.', { folders })).answer).toBe('From elsewhere.');
  const last = upstream.responses().at(-1);
  expect(last?.headers.authorization).toBe(`Bearer ${withKey.OPENAI_API_KEY}`);
  expect(last?.json()).toMatchObject({ model: upstreamModel });
  const { stdout: why } = await signalbox(folders, ['history', '--limit', '1', '--why']);
  expect(why).toMatch(/gpt-5\.5 as codex-default -> .*out: own-openai-plan: rate limit \(429\), \d+ s left/);

  expect(await served.end()).toBe(0);
  expect(textOf(folders)).toBe('model = "gpt-5.5"\n');
  expect((statSync(configOf(folders)).mode & 0o777).toString(8)).toBe('644');
  const after = statSync(login, { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
});

test('signalbox stop asks while a routed Codex is open, and --force does not', async () => {
  test.skip(process.platform === 'win32', 'a program under another name needs a link');
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  await using served = await startServing(folders);
  // Any program of that name with that option: what it does is not asked about.
  const codex = join(folders.home, 'codex');
  symlinkSync(process.execPath, codex);
  const open = spawn(codex, ['-e', 'setTimeout(() => {}, 60000)', '--', '--profile', 'cost-routing'], {
    cwd: folders.project,
    env: folders.env(),
    stdio: 'ignore',
  });
  try {
    await waitFor('it to be open', () => open.pid);
    const refused = await signalbox(folders, ['stop', '--json']);
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'codex_alive', message: expect.stringContaining('is open') },
    });
    expect(await signalbox(folders, ['stop', '--force'])).toMatchObject({ exitCode: 0 });
    expect(await served.end()).toBe(0);
  } finally {
    open.kill('SIGKILL');
  }
});
