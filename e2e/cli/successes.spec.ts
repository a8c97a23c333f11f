import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { freePort } from '../fixtures/free-port.ts';
import { expectGolden, steady } from '../fixtures/golden.ts';
import { startOllamaStandIn } from '../fixtures/ollama-process.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox, signalboxCommand } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';

const MODEL = 'qwen2.5-coder:3b';
const env = withoutPrograms;

/** The same command for people and for scripts. */
async function both(folders: ScratchFolders, args: readonly string[]) {
  const human = await signalbox(folders, args, { env });
  const json = await signalbox(folders, [...args, '--json'], { env });
  expect(json.exitCode, json.stdout).toBe(human.exitCode);
  expect(json.stderr).toBe('');
  return { human, json: Object(jsonOf(json)) };
}

test('policy check FILE finds nothing in a good file', async () => {
  await using folders = createScratchFolders();
  writeFileSync(join(folders.project, 'ours.yaml'), 'avoid_openai: true\nfallback_order: [litellm]\n');
  const { human, json } = await both(folders, ['policy', 'check', 'ours.yaml']);
  expect(human).toEqual({ exitCode: 0, stdout: 'ours.yaml: no mistakes\n', stderr: '' });
  expect(json).toEqual({ ok: true, files: ['ours.yaml'], problems: [] });
});

test('token prints the key of the running router, and nothing else', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using serving = await startServing(folders, { env });
  const { human, json } = await both(folders, ['token']);
  expect(human).toEqual({ exitCode: 0, stdout: `${json.token}\n`, stderr: '' });
  const models = `http://127.0.0.1:${serving.port}/v1/models`;
  const listed = await fetch(models, { headers: { authorization: `Bearer ${json.token}` } });
  expect(listed.status).toBe(200);
  expect((await fetch(models)).status).toBe(401);
});

test('serve says where routing and the dashboard are, and how it ends', async () => {
  test.skip(process.platform === 'win32', 'Ctrl-C is sent as a signal');
  await using folders = createScratchFolders();
  awayFromOllama(folders);
  const [program, script] = signalboxCommand;
  const child = spawn(program, [script, 'serve', '--port', '0', '--dashboard-port', '0'], {
    env: folders.env(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const said: string[] = [];
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  createInterface({ input: child.stderr }).on('line', line => {
    said.push(line);
    if (line.includes('Ctrl-C stops')) child.kill('SIGINT');
  });
  expect((await ended)[0]).toBe(0);
  expect(printed).toBe('');
  const text = steady(`${said.join('\n')}\n`, folders.root);
  expectGolden('serve', text.replace(/(127\.0\.0\.1:0\/)\S+/g, '$1...'));
});

test('ollama load, status and unload follow one model through the memory', async () => {
  await using folders = createScratchFolders();
  const port = await freePort();
  awayFromOllama(folders, port);
  await using theirs = await startOllamaStandIn(port, folders, { STANDIN_MODELS: MODEL });
  expect(theirs.pid).toBeGreaterThan(0);
  const loaded = await both(folders, ['ollama', 'load']);
  expect(loaded.human).toEqual({ exitCode: 0, stdout: `${MODEL} is in memory.\n`, stderr: '' });
  expect(loaded.json).toEqual({ model: MODEL, loaded: true });
  const status = await both(folders, ['ollama', 'status']);
  expect(status.human.exitCode).toBe(0);
  expectGolden('ollama-status-loaded', steady(status.human.stdout, folders.root));
  expect(status.json).toMatchObject({
    phase: 'external',
    models: [{ name: MODEL }],
    running: [{ name: MODEL }],
  });
  const unloaded = await both(folders, ['ollama', 'unload']);
  expect(unloaded.human).toEqual({ exitCode: 0, stdout: `${MODEL} is out of memory.\n`, stderr: '' });
  expect(unloaded.json).toEqual({ model: MODEL, loaded: false });
  expect((await both(folders, ['ollama', 'status'])).json.running).toEqual([]);
});
