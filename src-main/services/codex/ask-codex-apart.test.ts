import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBaseInstructions } from './base-instructions.ts';
import { findCodex } from './find-codex.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'apart-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'looking for Codex leaves nothing in its home, nor a folder of ours',
  async () => {
    const [home, bin, tmp] = [join(root, 'home'), join(root, 'bin'), join(root, 'tmp')];
    for (const folder of [home, bin, tmp]) await mkdir(folder);
    const codex = join(bin, 'codex');
    const seen = join(root, 'seen');
    await writeFile(
      codex,
      `#!/bin/sh\necho "$CODEX_HOME" >> ${seen}\nmkdir -p "$CODEX_HOME/tmp/arg0"\necho codex-cli 0.169.0\n`,
    );
    await chmod(codex, 0o755);
    const env = { PATH: `${bin}:${process.env.PATH}`, CODEX_HOME: home, SIGNALBOX_CODEX: codex };
    const found = await findCodex({ platform: process.platform, env, homeFolder: root });
    expect(found).toMatchObject({ kind: 'found', path: codex });
    await createBaseInstructions().read({ path: codex, version: '0.169.0', env });
    expect(await readdir(home)).toEqual([]);
    const homes = (await readFile(seen, 'utf8')).trim().split('\n');
    expect(homes).toHaveLength(2);
    for (const used of homes) {
      expect(used).not.toBe(home);
      await expect(readdir(used)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  },
);
