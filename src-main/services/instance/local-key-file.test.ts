import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localKeyPath, readLocalKey, removeLocalKeyFile, writeLocalKeyFile } from './local-key-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-key-'));
  path = localKeyPath(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the key file', () => {
  it('is named as scripts know it, and gone when its router is', async () => {
    expect(path).toBe(join(folder, 'codex-litellm-proxy.key'));
    expect(await readLocalKey(path)).toBeUndefined();
    await writeLocalKeyFile(path, 'one');
    expect(await readLocalKey(path)).toBe('one');
    await removeLocalKeyFile(path, 'one');
    expect(await readLocalKey(path)).toBeUndefined();
    await removeLocalKeyFile(path, 'one');
  });

  it('of another router that came after stays', async () => {
    await writeLocalKeyFile(path, 'of the later one');
    await removeLocalKeyFile(path, 'of the earlier one');
    expect(await readLocalKey(path)).toBe('of the later one');
  });

  it.skipIf(process.platform === 'win32')('is its owner’s alone, whatever lay there before', async () => {
    writeFileSync(path, 'left by a crash', { mode: 0o666 });
    await writeLocalKeyFile(path, 'new');
    expect((lstatSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it.skipIf(process.platform === 'win32')('is not written through a link that somebody planted', async () => {
    const theirs = join(folder, 'theirs');
    writeFileSync(theirs, 'theirs');
    symlinkSync(theirs, path);
    await writeLocalKeyFile(path, 'secret');
    expect(readFileSync(theirs, 'utf8')).toBe('theirs');
    expect(lstatSync(path).isFile()).toBe(true);
  });

  it('that cannot be written is named, with what helps', async () => {
    const nowhere = localKeyPath(join(folder, 'gone'));
    await expect(writeLocalKeyFile(nowhere, 'secret')).rejects.toMatchObject({
      detail: 'key_file_blocked',
      message: expect.stringContaining(nowhere),
      remedy: expect.stringContaining('TMPDIR'),
    });
  });
});
