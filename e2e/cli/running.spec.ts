import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox, signalboxCommand } from '../fixtures/signalbox-command.ts';

const KEY = 'sk-typed-by-the-person-0123456789';

/** Types at a prompt of a real terminal and gives all that the terminal showed. */
async function typeAtTerminal(folders: ScratchFolders, args: readonly string[], text: string) {
  const command = [...signalboxCommand, ...args].map(word => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folders.project,
    env: folders.env({ TERM: 'xterm' }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  let isTyped = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    shown += chunk;
    if (isTyped || !shown.includes('nothing is shown')) return;
    isTyped = true;
    child.stdin.write(text);
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, shown };
}

test('a key is typed unseen or piped in, is used, listed and forgotten, and printed by nobody', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using _serving = await startServing(folders);
  const said: string[] = [];
  const run = async (args: readonly string[], input?: string) => {
    const done = await signalbox(folders, args, input === undefined ? {} : { input });
    said.push(done.stdout, done.stderr);
    return done;
  };
  if (process.platform === 'linux') {
    const typed = await typeAtTerminal(folders, ['keys', 'set', 'openai'], `${KEY}\r`);
    expect(typed.exitCode, typed.shown).toBe(0);
    expect(typed.shown).toContain('Saved, until Signalbox ends.');
    said.push(typed.shown);
  }
  expect(jsonOf(await run(['keys', 'set', 'openai', '--json'], `${KEY}\n`))).toEqual({
    provider: 'openai',
    saved: true,
    remembered: false,
  });
  expect(jsonOf(await run(['keys', 'list', '--json']))).toMatchObject({
    isRunning: true,
    keys: [{ provider: 'openai', present: true, source: 'typed' }, {}, {}, {}],
  });
  const probed = await run(['probe', 'codex-default', '--call', '--json']);
  expect(probed.exitCode, probed.stdout).toBe(0);
  expect(jsonOf(probed)).toMatchObject({
    aliases: [{ alias: 'codex-default', isUsable: true, call: { isAnswered: true, status: 200 } }],
  });
  expect(upstream.responses()).toHaveLength(1);
  expect(upstream.responses()[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect((await run(['status'])).stdout).toMatch(/^Routing {3}ready on http:\/\/127\.0\.0\.1:\d+/);
  expect(jsonOf(await run(['status', '--json']))).toMatchObject({ routing: { phase: 'ready' } });
  expect((await run(['token'])).stdout).toMatch(/^[0-9a-f]{64}\n$/);
  expect((await run(['history', '--limit', '1'])).stdout).toContain('openai-default');

  const bundle = join(folders.root, 'report.json');
  const doctor = await run(['doctor', '--bundle', bundle]);
  expect([1, 5]).toContain(doctor.exitCode);
  const report = readFileSync(bundle, 'utf8');
  expect(JSON.parse(report)).toMatchObject({ version: '0.1.0', requests: [{ chosen: 'openai-default' }] });
  expect(report).not.toContain(KEY);
  expect(report).not.toContain((await run(['token'])).stdout.trim());
  expect(report).not.toContain(folders.home);

  expect((await run(['keys', 'forget', 'openai'])).stdout).toBe('The key for openai is forgotten.\n');
  expect(jsonOf(await run(['probe', 'codex-default', '--json']))).toMatchObject({
    aliases: [{ isUsable: false, candidates: [{ result: 'no-key' }] }],
  });
  expect((await run(['stop'])).stdout).toBe('Stopped.\n');
  expect((await run(['status'])).exitCode).toBe(3);
  expect(said.join('\n')).not.toContain(KEY);
});

test('doctor --fix closes what others could read, and says what it left alone', async () => {
  test.skip(process.platform === 'win32', 'modes say nothing there');
  await using folders = createScratchFolders();
  await signalbox(folders, ['policy', 'check']);
  chmodSync(folders.signalboxHome, 0o755);
  writeFileSync(join(folders.codexHome, 'config.toml'), 'model = = 1\n');
  const before = Object(jsonOf(await signalbox(folders, ['doctor', '--json'])));
  const found = (report: typeof before, name: string) =>
    report.checks.find((check: { name: string }) => check.name === name);
  expect(found(before, 'permissions')).toMatchObject({ result: 'warn' });
  expect(found(before, 'codex-config')).toMatchObject({ result: 'bad' });
  expect(found(before, 'codex-config').message).toContain('line 1');

  const fixed = await signalbox(folders, ['doctor', '--fix', '--json']);
  expect(fixed.exitCode).toBe(1);
  const after = Object(jsonOf(fixed));
  expect(after.fixes).toMatchObject([{ name: 'permissions', isDone: true }]);
  expect(found(after, 'permissions')).toMatchObject({ result: 'ok' });
  expect(statSync(folders.signalboxHome).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folders.codexHome, 'config.toml'), 'utf8')).toBe('model = = 1\n');
});
