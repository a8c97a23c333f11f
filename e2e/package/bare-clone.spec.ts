import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { cacheFolder, repositoryFolder } from '../../scripts/lib/folders.mjs';
import { mustRun, npm, npmCommand, run } from '../../scripts/lib/run.mjs';
import { familyOf, killLeftovers } from '../fixtures/process-tree.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { waitFor } from '../fixtures/wait-for.ts';

/** Installing and building are a minute on a slow machine. */
const firstStartTimeoutMs = 240_000;

test('npm start on a bare clone: headless without a display, then a tray icon with nothing made twice', async () => {
  test.skip(!existsSync(join(repositoryFolder, '.git')), 'not a clone itself');
  test.setTimeout(firstStartTimeoutMs + 90_000);
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  const clone = join(folders.root, 'clone');
  await mustRun('git', ['clone', '--quiet', '--no-local', repositoryFolder, clone]);
  const npmCache = (await npm(['config', 'get', 'cache', '--loglevel=error'])).output
    .trim()
    .split('\n')
    .at(-1);
  const everywhere = {
    SIGNALBOX_CACHE: cacheFolder(),
    npm_config_cache: npmCache ?? '',
    npm_config_prefer_offline: 'true',
    ...panel.env,
  };
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...noDisplay } = folders.env(everywhere);

  // Ports of its own, because this machine's 4000 may be somebody's.
  await using first = npmStart(clone, noDisplay, ['--', '--port', '0', '--dashboard-port', '0']);
  const dashboard = await waitFor(
    'the address of the dashboard',
    () => /Dashboard and keys: (http:\/\/127\.0\.0\.1:\S+)/.exec(first.output())?.[1],
    { timeoutMs: firstStartTimeoutMs },
  );
  expect((await fetch(new URL('/', dashboard))).status).toBe(403);
  expect(first.output()).toMatch(/dependencies … .*installed/);
  expect(first.output()).toMatch(/build … .*built/);
  const cli = join(clone, 'out', 'main', 'cli.js');
  expect(await run(process.execPath, [cli, 'stop'], { env: noDisplay })).toMatchObject({ code: 0 });
  expect(await first.ended).toBe(0);

  await using second = npmStart(clone, folders.env(everywhere), []);
  const item = await panel.waitForItem({ timeoutMs: 60_000 });
  expect((await item.menu())[0]?.label).toBe('Routing is stopped');
  expect(second.output()).toMatch(/dependencies … current/);
  expect(second.output()).toMatch(/build … current/);
  await item.click('Quit');
  expect(await second.ended).toBe(0);
  const untracked = await mustRun('git', ['status', '--porcelain'], { cwd: clone });
  expect(untracked.output).toBe('');
});

interface NpmStart extends AsyncDisposable {
  output(): string;
  readonly ended: Promise<number | null>;
}

/** @param args after `npm start` */
function npmStart(clone: string, env: Readonly<Record<string, string>>, args: readonly string[]): NpmStart {
  const { command, args: first } = npmCommand(process);
  const child: ChildProcess = spawn(command, [...first, 'start', ...args], {
    cwd: clone,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)));
  return {
    output: () => output,
    ended,
    [Symbol.asyncDispose]: () => killLeftovers(familyOf(child.pid ?? 0, dirname(clone))),
  };
}
