import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { freePort } from '../fixtures/free-port.ts';
import { startOllamaStandIn } from '../fixtures/ollama-process.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, ollamaStandIn, signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const MODEL = 'qwen2.5-coder:3b';

/** A person whose Ollama is at that port, with nothing else to route to. */
async function settle(folders: ScratchFolders, port: number): Promise<void> {
  await signalbox(folders, ['policy', 'check']);
  writeFileSync(
    join(folders.signalboxHome, 'router.yaml'),
    stringify({
      listen: { port: 0 },
      providers: {
        ollama: { wire_api: 'chat', base_url: `http://127.0.0.1:${port}/v1`, keyless: true, local: true },
      },
      deployments: { 'codex-qwen-local': { provider: 'ollama', model: MODEL, context_tokens: 32_768 } },
      aliases: { 'codex-default': { candidates: ['codex-qwen-local'] } },
      baseline_alias: 'codex-default',
    }),
  );
}

const environment = (folders: ScratchFolders, more: Readonly<Record<string, string>> = {}) => ({
  PATH: `${ollamaStandIn}${delimiter}${process.env.PATH ?? ''}`,
  OLLAMA_MODELS: join(folders.root, 'models'),
  STANDIN_RUNNER_PID_FILE: join(folders.root, 'runner.pid'),
  ...more,
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie is gone, too: its parent has only not asked yet.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const runnerPid = (folders: ScratchFolders) => Number(readFileSync(join(folders.root, 'runner.pid'), 'utf8'));
const serverPid = (folders: ScratchFolders) =>
  Number(JSON.parse(readFileSync(join(folders.signalboxHome, 'state', 'ollama.json'), 'utf8')).pid);

async function phaseOf(folders: ScratchFolders, env: Readonly<Record<string, string>>): Promise<string> {
  return Object(jsonOf(await signalbox(folders, ['ollama', 'status', '--json'], { env }))).phase;
}

test('Ollama starts with routing, is started again after SIGKILL, and leaves nothing behind', async () => {
  await using folders = createScratchFolders();
  await settle(folders, await freePort());
  const env = environment(folders);
  const pids: number[] = [];
  {
    await using _serving = await startServing(folders, { env });
    await waitFor('our Ollama', async () => (await phaseOf(folders, env)) === 'running' || undefined);
    const first = serverPid(folders);
    pids.push(first, runnerPid(folders));
    process.kill(first, 'SIGKILL');
    const second = await waitFor('another one', async () => {
      if (!existsSync(join(folders.signalboxHome, 'state', 'ollama.json'))) return undefined;
      const pid = serverPid(folders);
      return pid !== first && (await phaseOf(folders, env)) === 'running' ? pid : undefined;
    });
    pids.push(second, runnerPid(folders));
    expect((await signalbox(folders, ['ollama', 'stop'], { env })).stdout).toBe('Ollama is stopped.\n');
    expect(await phaseOf(folders, env)).toBe('stopped');
    expect(isAlive(second)).toBe(false);
    expect((await signalbox(folders, ['ollama', 'start'], { env })).stdout).toMatch(/^Ollama \S+ runs\.\n$/);
    pids.push(serverPid(folders), runnerPid(folders));
  }
  expect(pids.filter(isAlive)).toEqual([]);
});

test('an Ollama that runs already is used, and runs on when Signalbox ends', async () => {
  await using folders = createScratchFolders();
  const port = await freePort();
  await settle(folders, port);
  const env = environment(folders);
  await using theirs = await startOllamaStandIn(port, folders, { STANDIN_MODELS: MODEL });
  {
    await using serving = await startServing(folders, { env });
    expect(
      await waitFor('the adoption', async () => (await phaseOf(folders, env)) === 'external' || undefined),
    ).toBe(true);
    expect((await signalbox(folders, ['ask', 'hello'], { env })).stdout).toBe('You said: hello\n');
    const stop = await signalbox(folders, ['ollama', 'stop'], { env });
    expect(stop.stdout).toBe('Ollama was started by somebody else and keeps running.\n');
    expect(serving.port).toBeGreaterThan(0);
  }
  expect(isAlive(theirs.pid)).toBe(true);
  expect((await fetch(`http://127.0.0.1:${port}/api/version`)).status).toBe(200);
});

test('a pull that was cancelled by Ctrl-C half-way goes on when it is asked for again', async () => {
  await using folders = createScratchFolders();
  await settle(folders, await freePort());
  const env = environment(folders, { STANDIN_PULL_STALL_AT_BYTES: '1000' });
  await using serving = await startServing(folders, { env });
  expect(serving.port).toBeGreaterThan(0);
  const partial = join(folders.root, 'models', 'stand-in.json');
  let isStopped = false;
  const first = signalbox(folders, ['ollama', 'pull'], {
    env,
    onStart: pid =>
      void waitFor('half of it', () => {
        if (!existsSync(partial) || !readFileSync(partial, 'utf8').includes('1000')) return undefined;
        isStopped = true;
        process.kill(pid, 'SIGINT');
        return true;
      }),
  });
  expect(await first).toMatchObject({ exitCode: 130, stderr: 'Stopped.\n' });
  expect(isStopped).toBe(true);
  const again = await waitFor('the end of the first pull', async () => {
    const tried = await signalbox(folders, ['ollama', 'pull', '--json'], { env });
    return tried.exitCode === 0 ? tried : undefined;
  });
  expect(jsonOf(again)).toEqual({ model: MODEL, present: true });
  const status = Object(jsonOf(await signalbox(folders, ['ollama', 'status', '--json'], { env })));
  expect(status.models).toMatchObject([{ name: MODEL }]);
});

test('a port held by something else is explained, by every surface in the same words', async () => {
  await using folders = createScratchFolders();
  const stranger = createServer((_, response) => response.end('<html>not Ollama</html>'));
  await new Promise<void>(resolve => stranger.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = stranger.address() as AddressInfo;
    await settle(folders, port);
    const env = environment(folders);
    await using _serving = await startServing(folders, { env });
    const started = await signalbox(folders, ['ollama', 'start', '--json'], { env });
    expect(jsonOf(started)).toMatchObject({ error: { code: 'port_taken' } });
    expect(await phaseOf(folders, env)).toBe('stranger');
    const doctor = Object(jsonOf(await signalbox(folders, ['doctor', '--json'], { env })));
    expect(doctor.checks).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'ollama', result: 'bad' })]),
    );
  } finally {
    stranger.closeAllConnections();
    stranger.close();
  }
});

test('the local model answers, is measured, and the server started for it is gone afterwards', async () => {
  await using folders = createScratchFolders();
  await settle(folders, await freePort());
  const env = environment(folders, { STANDIN_MODELS: MODEL, STANDIN_LOAD_MS: '50' });
  const asked = await signalbox(folders, ['ask', '--json'], { env, input: 'from a pipe' });
  expect(jsonOf(asked)).toMatchObject({ model: MODEL, text: 'You said: from a pipe' });
  expect(isAlive(runnerPid(folders))).toBe(false);
  const bench = await signalbox(folders, ['bench', 'local', '--repeats', '2', '--json'], { env });
  expect(jsonOf(bench)).toMatchObject({
    model: MODEL,
    tokensPerSec: { median: 1000 },
    placement: { processor: 'cpu' },
  });
  expect(isAlive(runnerPid(folders))).toBe(false);
});
