import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ensurePackaged } from '../../scripts/lib/ensure-packaged.mjs';
import { familyOf, killLeftovers } from '../fixtures/process-tree.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { type Serving, startServing } from '../fixtures/serving.ts';
import { signalbox, signalboxCommand } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test.skip(process.platform !== 'linux', 'the entry is a file that is read and run by the rules of Linux');

const ORIGINAL = Buffer.from('\uFEFF# mine\r\nmodel = "gpt-5.5" # best\r\n\t[t]\r\na = 1', 'utf8');

/** Everything of Signalbox dies at once, its guard included: nobody can put anything back. */
async function cutPower(served: Serving, folders: ScratchFolders): Promise<void> {
  const family = familyOf(served.pid, folders.root);
  expect(family.length).toBeGreaterThan(2);
  for (const { pid } of family) process.kill(pid, 'SIGSTOP');
  await killLeftovers(family);
}

/** What a desktop does at login: the entry, in an environment that knows nothing of a shell's variables. */
function logIn(folders: ScratchFolders, entry: string): void {
  const { SIGNALBOX_HOME: _, CODEX_HOME: __, ...env } = folders.env();
  const exec = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8'))?.[1] ?? 'false';
  // In these folders no path needs a quote, so a shell reads the line as a desktop does.
  execFileSync('sh', ['-c', exec], { env, cwd: '/', stdio: 'pipe' });
}

interface Installed {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}
const kinds: readonly (readonly [string, (folders: ScratchFolders) => Promise<Installed>])[] = [
  ['the built program', async () => ({ command: signalboxCommand })],
  ['the packaged program', async () => ({ command: [(await ensurePackaged()).launcher] })],
  [
    'the app in an AppImage',
    async folders => {
      const app = await ensurePackaged();
      const image = join(folders.root, 'Signalbox.AppImage');
      writeFileSync(image, `#!/bin/sh\nexec '${app.executable}' --no-sandbox "$@"\n`, { mode: 0o755 });
      return { command: [app.launcher], env: { APPIMAGE: image, APPDIR: dirname(app.executable) } };
    },
  ],
];
for (const [name, obtain] of kinds) {
  test(`a swap that outlives a power cut is undone at the next login, by ${name}`, async () => {
    test.setTimeout(180_000);
    await using folders = createScratchFolders();
    const { command, env: own } = await obtain(folders);
    writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
    const config = join(folders.codexHome, 'config.toml');
    writeFileSync(config, ORIGINAL, { mode: 0o640 });
    const autostart = join(folders.home, '.config', 'autostart');
    const env = { SIGNALBOX_CODEX: await realCodex(), ...own };
    const run = (...args: string[]) => signalbox(folders, args, { env, command });

    await run('codex', 'enable');
    expect(existsSync(autostart)).toBe(false);
    await using served = await startServing(folders, { env, command });
    await waitFor('the swap', () => (readFileSync(config).equals(ORIGINAL) ? undefined : true));
    const [file = '', ...others] = readdirSync(autostart);
    expect([file, others]).toEqual([expect.stringMatching(/^signalbox-codex-restore-\w+\.desktop$/), []]);
    // While it runs, a login has nothing to do.
    logIn(folders, join(autostart, file));
    expect(readFileSync(config).equals(ORIGINAL)).toBe(false);

    await cutPower(served, folders);
    expect(readFileSync(config).equals(ORIGINAL)).toBe(false);
    logIn(folders, join(autostart, file));
    expect(readFileSync(config).equals(ORIGINAL)).toBe(true);
    expect(readdirSync(autostart)).toEqual([]);
    expect(readdirSync(folders.codexHome).filter(left => left.includes('signalbox'))).toEqual([]);
    expect((await run('codex', 'status', '--json')).stdout).toContain('"swap":true');
  });
}

test('no entry is made where Signalbox itself starts at login', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  const config = join(folders.codexHome, 'config.toml');
  writeFileSync(config, ORIGINAL);
  const autostart = join(folders.home, '.config', 'autostart');
  mkdirSync(autostart, { recursive: true });
  writeFileSync(join(autostart, 'signalbox.desktop'), '[Desktop Entry]\nExec=signalbox --at-login\n');
  const env = { SIGNALBOX_CODEX: await realCodex() };
  await signalbox(folders, ['codex', 'enable'], { env });
  await using _served = await startServing(folders, { env });
  await waitFor('the swap', () => (readFileSync(config).equals(ORIGINAL) ? undefined : true));
  expect(readdirSync(autostart)).toEqual(['signalbox.desktop']);
});
