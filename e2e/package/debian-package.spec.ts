import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ensurePackaged } from '../../scripts/lib/ensure-packaged.mjs';
import { inRepository } from '../../scripts/lib/folders.mjs';
import { realCodex } from '../fixtures/real-codex.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test.skip(spawnSync('dpkg-deb', ['--version']).status !== 0, 'this system has no dpkg');

const ORIGINAL = '# mine\r\nmodel = "gpt-5.5"';

/** The arguments with which electron-builder has fpm make the package, by a stand-in for fpm. */
function fpmArguments(folders: ScratchFolders, appFolder: string): readonly string[] {
  const bin = join(folders.root, 'fpm-bin');
  const record = join(folders.root, 'fpm-arguments.json');
  mkdirSync(bin);
  const script = `
const { writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
writeFileSync(${JSON.stringify(record)}, JSON.stringify(words));
writeFileSync(words[words.indexOf('--package') + 1], '');`;
  writeFileSync(join(bin, 'fpm'), `#!${process.execPath}\n${script}\n`, { mode: 0o755 });
  const builder = inRepository('node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  execFileSync(
    process.execPath,
    [
      builder,
      ...['--publish', 'never', '--linux', 'deb', '--prepackaged', appFolder],
      `-c.directories.output=${join(folders.root, 'dist')}`,
    ],
    {
      cwd: inRepository(),
      stdio: 'pipe',
      env: { ...process.env, USE_SYSTEM_FPM: 'true', PATH: `${bin}:${process.env.PATH}` },
    },
  );
  return JSON.parse(readFileSync(record, 'utf8'));
}

/**
 * A package with the hook where fpm puts it and the command line where the app has it: a link to the packaged
 * app, which is too big to be copied twice.
 */
function buildPackage(folders: ScratchFolders, hook: string, version: string, launcher: string): string {
  const tree = join(folders.root, `tree-${version}`);
  const bin = join(tree, 'opt', 'Signalbox', 'resources', 'bin');
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(tree, 'DEBIAN'));
  symlinkSync(launcher, join(bin, 'signalbox'));
  writeFileSync(
    join(tree, 'DEBIAN', 'control'),
    `Package: signalbox\nVersion: ${version}\nArchitecture: all\nMaintainer: Nobody <nobody@localhost>\nDescription: test\n`,
  );
  copyFileSync(hook, join(tree, 'DEBIAN', 'prerm'));
  chmodSync(join(tree, 'DEBIAN', 'prerm'), 0o755);
  const file = join(folders.root, `signalbox-${version}.deb`);
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Znone', tree, file], { stdio: 'pipe' });
  return file;
}

/** A dpkg with a system of its own; its hooks run outside of it, and see one person on this machine. */
function openSystem(folders: ScratchFolders) {
  const root = join(folders.root, 'system');
  for (const part of ['info', 'updates', 'triggers'])
    mkdirSync(join(root, 'var', 'lib', 'dpkg', part), { recursive: true });
  writeFileSync(join(root, 'var', 'lib', 'dpkg', 'status'), '');
  const bin = join(folders.root, 'system-bin');
  mkdirSync(bin);
  const me = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  writeFileSync(join(bin, 'getent'), `#!/bin/sh\necho '${me}:x:0:0::${folders.home}:/bin/sh'\n`, {
    mode: 0o755,
  });
  const env = {
    PATH: `${bin}:${process.env.PATH}:/usr/sbin:/sbin`,
    TMPDIR: folders.tmp,
    HOME: '/nonexistent',
    CODEX_HOME: '/nonexistent',
  };
  const dpkg = (...args: string[]) =>
    execFileSync(
      'dpkg',
      [`--root=${root}`, '--force-script-chrootless', '--force-not-root', '--force-depends', ...args],
      { env, cwd: '/', stdio: 'pipe', encoding: 'utf8' },
    );
  return { root, dpkg };
}

test('removing the Debian package undoes everything in Codex’s folder, and an upgrade does not', async () => {
  test.setTimeout(240_000);
  await using folders = createScratchFolders();
  const app = await ensurePackaged();
  const words = fpmArguments(folders, dirname(app.executable));
  const hook = words.find(word => word.startsWith('--before-remove='))?.split('=')[1] ?? '';
  // Where the hook expects the app.
  expect(words).toContain(`${dirname(app.executable)}/=/opt/Signalbox`);
  expect(existsSync(join(dirname(app.executable), 'resources', 'bin', 'signalbox'))).toBe(true);
  const packages = ['1.0', '1.1'].map(version =>
    buildPackage(folders, inRepository(hook), version, app.launcher),
  );
  const { root, dpkg } = openSystem(folders);
  const installed = join(root, 'opt', 'Signalbox', 'resources', 'bin', 'signalbox');

  // A person with everything where it usually is.
  const home = join(folders.home, '.codex');
  mkdirSync(home);
  const config = join(home, 'config.toml');
  writeFileSync(config, ORIGINAL);
  const usual = { ...folders, signalboxHome: join(folders.home, '.config', 'signalbox') };
  const person: ScratchFolders = {
    ...usual,
    env(more) {
      const { SIGNALBOX_HOME: _, CODEX_HOME: __, ...env } = folders.env(more);
      return env;
    },
  };
  mkdirSync(usual.signalboxHome, { recursive: true });
  writeRouterYaml(person, { openaiUrl: 'http://127.0.0.1:9/v1' });

  dpkg('--install', packages[0] ?? '');
  const tools = { env: { SIGNALBOX_CODEX: await realCodex() }, command: [installed] };
  await signalbox(person, ['codex', 'enable'], tools);
  await using _served = await startServing(person, tools);
  await waitFor('the swap', () => (readFileSync(config, 'utf8') === ORIGINAL ? undefined : true));
  const swapped = readFileSync(config, 'utf8');
  await signalbox(person, ['launch', '--here', '--codex-arg=--version', '.'], tools);
  expect(readdirSync(home)).toContain('cost-routing.config.toml');

  dpkg('--install', packages[1] ?? '');
  expect(readFileSync(config, 'utf8')).toBe(swapped);

  dpkg('--remove', 'signalbox');
  expect(readFileSync(config, 'utf8')).toBe(ORIGINAL);
  expect(readdirSync(home).filter(name => /routing|signalbox/.test(name))).toEqual([]);
  expect(existsSync(installed)).toBe(false);
  expect(readdirSync(join(folders.home, '.config', 'autostart'))).toEqual([]);
});
