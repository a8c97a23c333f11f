import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecentFolders } from './recent-folders.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recent-'));
  path = join(folder, 'recent-folders.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the folders Codex was launched in', () => {
  it('come newest first, each once, eight at most, also after a restart', async () => {
    const recent = await openRecentFolders(path);
    expect(recent.list()).toEqual([]);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'c']) await recent.add(name);
    const newest = ['c', 'i', 'h', 'g', 'f', 'e', 'd', 'b'];
    expect(recent.list()).toEqual(newest);
    expect((await openRecentFolders(path)).list()).toEqual(newest);
  });

  it('are none where the file is damaged, and can be noted again', async () => {
    writeFileSync(path, '["/home/a",');
    const recent = await openRecentFolders(path);
    expect(recent.list()).toEqual([]);
    await recent.add('/home/b');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(['/home/b']);
  });
});
