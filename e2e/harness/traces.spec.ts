import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findInFolders, findInProcesses } from '../fixtures/canary.ts';
import { diffFingerprints, fingerprintFolder } from '../fixtures/folder-fingerprint.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const secret = `sk-canary-${process.pid}-${Math.random().toString(36).slice(2)}`;

test('a secret is found in the bytes and the name of a file, at any depth', async () => {
  await using folders = createScratchFolders();
  mkdirSync(join(folders.home, 'a', 'b'), { recursive: true });
  expect(findInFolders(secret, [folders.root])).toEqual([]);
  writeFileSync(
    join(folders.home, 'a', 'b', 'core'),
    Buffer.concat([Buffer.from([0, 255]), Buffer.from(secret)]),
  );
  writeFileSync(join(folders.tmp, secret), '');
  expect(findInFolders(secret, [folders.home, folders.tmp])).toEqual([
    join(folders.home, 'a', 'b', 'core'),
    `name of ${join(folders.tmp, secret)}`,
  ]);
});

test('a secret is found in the environment and the arguments of a process', async () => {
  test.skip(process.platform !== 'linux', 'there is no /proc');
  expect(findInProcesses(secret)).toEqual([]);
  const wait = ['-e', 'setInterval(() => {}, 1000)'];
  const inEnvironment = spawn(process.execPath, wait, { env: { CANARY: secret } });
  const inArguments = spawn(process.execPath, [...wait, secret], { env: {} });
  try {
    const found = await waitFor('both', () => {
      const places = findInProcesses(secret);
      return places.length === 2 ? places : undefined;
    });
    expect(found.sort()).toEqual(
      [`/proc/${inEnvironment.pid}/environ (node)`, `/proc/${inArguments.pid}/cmdline (node)`].sort(),
    );
  } finally {
    for (const child of [inEnvironment, inArguments]) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
});

const changes: readonly (readonly [string, (file: string) => void, string[]])[] = [
  ['nothing', () => undefined, []],
  ['other bytes', file => writeFileSync(file, 'other'), ['changed config.toml: sha256, mtimeNs']],
  ['another mode', file => chmodSync(file, 0o600), ['changed config.toml: mode']],
  ['its removal', file => rmSync(file), ['gone config.toml']],
  ['a file beside it', file => writeFileSync(`${file}.bak`, ''), ['added config.toml.bak']],
];

for (const [name, change, expected] of changes) {
  test(`a fingerprint tells ${name}`, async () => {
    await using folders = createScratchFolders();
    const file = join(folders.codexHome, 'config.toml');
    writeFileSync(file, 'mine', { mode: 0o644 });
    const before = fingerprintFolder(folders.codexHome);
    change(file);
    expect(diffFingerprints(before, fingerprintFolder(folders.codexHome))).toEqual(expected);
  });
}

test('a fingerprint tells the same bytes in another file from the file itself, and a link from its target', async () => {
  await using folders = createScratchFolders();
  const file = join(folders.codexHome, 'config.toml');
  writeFileSync(file, 'mine');
  const before = fingerprintFolder(folders.codexHome);
  writeFileSync(`${file}.new`, readFileSync(file));
  renameSync(`${file}.new`, file);
  const replaced = diffFingerprints(before, fingerprintFolder(folders.codexHome));
  expect(replaced).toHaveLength(1);
  expect(replaced[0]).toMatch(/^changed config\.toml: inode/);
  renameSync(file, join(folders.home, 'real'));
  symlinkSync(join(folders.home, 'real'), file);
  expect(diffFingerprints(before, fingerprintFolder(folders.codexHome))[0]).toContain('mode');
});
