import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { toOllamaSnapshot } from './ollama-state.ts';
import {
  isAlive,
  runningPid,
  STAND_IN_FOLDER,
  type StandIn,
  stateWhere,
  useStandIn,
} from './testing/stand-in.ts';

const signal = AbortSignal.timeout(60_000);
const open: AsyncDisposable[] = [];
const standIn = async (settings?: Record<string, string>): Promise<StandIn> => {
  const made = await useStandIn(settings);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

async function serveByHand({ env, port }: StandIn) {
  const child = spawn(join(STAND_IN_FOLDER, 'ollama'), ['serve'], {
    env: { ...env, OLLAMA_HOST: `127.0.0.1:${port}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await once(child.stderr, 'data');
  open.push({
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  });
  return child;
}

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 200 && isAlive(pid); tries += 1)
    await new Promise(resolve => setTimeout(resolve, 10));
}

describe('an Ollama of our own', () => {
  it('is started, and ended with everything it started', async () => {
    const fixture = await standIn({ STANDIN_MODELS: 'qwen2.5-coder:3b' });
    fixture.env.STANDIN_RUNNER_PID_FILE = join(fixture.folder, 'runner');
    const service = fixture.service();
    const state = await service.start(signal);
    const pid = runningPid(state);
    const runner = Number(readFileSync(join(fixture.folder, 'runner'), 'utf8'));
    expect(state).toMatchObject({ engine: { version: '0.12.3', restarts: 0 }, isModelPresent: true });
    expect([pid, runner].map(isAlive)).toEqual([true, true]);
    expect(await service.start(signal)).toEqual(state);
    await service.stop();
    await untilGone(runner);
    expect([pid, runner].map(isAlive)).toEqual([false, false]);
    expect(service.state().engine).toEqual({ phase: 'stopped' });
  });

  it('is started again after SIGKILL, and the runner it left is ended', async () => {
    const fixture = await standIn();
    fixture.env.STANDIN_RUNNER_PID_FILE = join(fixture.folder, 'runner');
    const service = fixture.service();
    const first = runningPid(await service.start(signal));
    const runner = Number(readFileSync(join(fixture.folder, 'runner'), 'utf8'));
    process.kill(first, 'SIGKILL');
    const again = await stateWhere(
      service,
      ({ engine }) => engine.phase === 'running' && engine.pid !== first,
    );
    expect(again.engine).toMatchObject({ phase: 'running', restarts: 1 });
    expect(await service.api.version(signal)).toBe('0.12.3');
    await untilGone(runner);
    expect(isAlive(runner)).toBe(false);
    const second = runningPid(again);
    await service.stop();
    expect([first, second].map(isAlive)).toEqual([false, false]);
  });

  it('is forced to end when it ignores the polite request', async () => {
    const fixture = await standIn({ STANDIN_IGNORE_SIGTERM: '1' });
    const service = fixture.service({ timing: { graceMs: 100, readyPollMs: 20, patienceMs: 1000 } });
    const pid = runningPid(await service.start(signal));
    await service.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('gets no provider key in its environment', async () => {
    const fixture = await standIn();
    fixture.env.OPENAI_API_KEY = 'sk-never';
    const pid = runningPid(await fixture.service().start(signal));
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    expect(environment).toContain('OLLAMA_MODELS=');
    expect(environment).not.toContain('sk-never');
  });

  it('is given up with its own words when it keeps ending', async () => {
    const fixture = await standIn({ STANDIN_FAIL: 'llama runner: no such device' });
    const { engine } = await fixture.service().start(signal);
    expect(engine).toMatchObject({ phase: 'failed', fault: { detail: 'keeps_ending' } });
    expect(JSON.stringify(engine)).toContain('llama runner: no such device');
  });

  it('that a crash left behind is ended and replaced, not taken for somebody else’s', async () => {
    const fixture = await standIn();
    const recordFile = join(fixture.folder, 'ollama.json');
    const left = await serveByHand(fixture);
    writeFileSync(recordFile, JSON.stringify({ pid: left.pid, executable: join(STAND_IN_FOLDER, 'ollama') }));
    // Only a group leader is ended; this one is not, so it stays and is adopted like any other.
    const first = fixture.service({ recordFile });
    expect((await first.start(signal)).engine.phase).toBe('external');
    await first.stop();
    left.kill('SIGKILL');
    await once(left, 'exit');
    const second = fixture.service({ recordFile });
    const pid = runningPid(await second.start(signal));
    const record = readFileSync(recordFile, 'utf8');
    expect(JSON.parse(record)).toMatchObject({ pid });
    // A second service over the same record stands for the next run after a crash of the first.
    const next = fixture.service({ recordFile });
    await next.start(signal);
    expect(isAlive(pid)).toBe(false);
    // Here the first run still lives and starts again as well: whichever comes first has the port.
    const { engine } = await stateWhere(next, ({ engine }) => /running|external/.test(engine.phase));
    await second.stop();
    await next.stop();
    expect(engine).toMatchObject({ version: '0.12.3' });
    expect(existsSync(recordFile)).toBe(false);
  });
});

describe('an Ollama that was there before', () => {
  it('is adopted, and left running at stop', async () => {
    const fixture = await standIn({ STANDIN_MODELS: 'qwen2.5-coder:3b' });
    const other = await serveByHand(fixture);
    const service = fixture.service();
    const state = await service.start(signal);
    expect(state).toMatchObject({ engine: { phase: 'external', version: '0.12.3' }, isModelPresent: true });
    await service.stop();
    expect(isAlive(other.pid ?? 0)).toBe(true);
    expect(await service.api.version(signal)).toBe('0.12.3');
  });

  it('is replaced by our own when it goes away', async () => {
    const fixture = await standIn();
    const other = await serveByHand(fixture);
    const service = fixture.service();
    await service.start(signal);
    other.kill('SIGKILL');
    const state = await stateWhere(service, ({ engine }) => engine.phase === 'running');
    expect(runningPid(state)).not.toBe(other.pid);
  });

  it('is used when it is old, with a warning and the step to update it', async () => {
    const fixture = await standIn({ STANDIN_VERSION: '0.5.1' });
    await serveByHand(fixture);
    const { engine } = await fixture.service({ platform: 'darwin' }).start(signal);
    expect(engine).toMatchObject({
      phase: 'external',
      warning: { detail: 'old_version', remedy: expect.stringContaining('brew upgrade ollama') },
    });
  });
});

describe('what stands in the way', () => {
  it.each([
    ['a web server', () => createServer((_request, response) => response.end('<html>hello</html>'))],
    [
      'a server that speaks JSON',
      () => createServer((_request, response) => response.end('{"status":"ok"}')),
    ],
    ['a port that says nothing', () => createTcpServer(() => undefined)],
    ['a port that hangs up', () => createTcpServer(socket => void socket.destroy())],
  ])('%s on the port is named and left alone', async (_name, create) => {
    const fixture = await standIn();
    const server = create();
    await new Promise<void>(resolve => server.listen(fixture.port, '127.0.0.1', resolve));
    open.push({ [Symbol.asyncDispose]: async () => void server.close() });
    const service = fixture.service({ timing: { patienceMs: 200 } });
    const state = await service.start(signal);
    expect(state.engine).toMatchObject({ phase: 'failed', fault: { detail: 'port_taken' } });
    expect(toOllamaSnapshot(state)).toMatchObject({
      phase: 'failed',
      message: expect.stringContaining('OLLAMA_HOST'),
    });
    await service.stop();
    expect(server.listening).toBe(true);
  });

  it.each([
    ['win32', 'winget install'],
    ['darwin', 'brew install'],
    ['linux', 'install.sh'],
  ])('a missing executable on %s is explained with the install step', async (platform, step) => {
    const fixture = await standIn();
    const service = fixture.service({ platform, findExecutable: async () => undefined });
    const { engine } = await service.start(signal);
    expect(engine).toMatchObject({
      phase: 'not-installed',
      fault: { remedy: expect.stringContaining(step) },
    });
  });

  it('a file that cannot be run is named', async () => {
    const fixture = await standIn();
    const broken = join(fixture.folder, 'ollama');
    writeFileSync(broken, 'not a program');
    chmodSync(broken, 0o644);
    const { engine } = await fixture.service({ findExecutable: async () => broken }).start(signal);
    expect(engine).toMatchObject({ phase: 'failed', fault: { detail: 'cannot_start' } });
  });

  it('starting can be tried again once it is out of the way', async () => {
    const fixture = await standIn();
    let isInstalled = false;
    const service = fixture.service({
      findExecutable: async () => (isInstalled ? join(STAND_IN_FOLDER, 'ollama') : undefined),
    });
    expect((await service.start(signal)).engine.phase).toBe('not-installed');
    isInstalled = true;
    expect((await service.start(signal)).engine.phase).toBe('running');
  });
});
