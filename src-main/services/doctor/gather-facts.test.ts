import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherMachineFacts } from './gather-facts.ts';
import { detectWsl } from './wsl.ts';

const signal = AbortSignal.timeout(30_000);
let folder = '';
let server = createServer();
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  server = createServer((_request, response) => {
    response.setHeader('date', new Date(1_800_000_000_000).toUTCString());
    response.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address !== null && typeof address === 'object') taken = address.port;
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
let taken = 0;
const port = () => taken;
const gather = (change: Partial<Parameters<typeof gatherMachineFacts>[0]> = {}) =>
  gatherMachineFacts(
    {
      env: {},
      platform: 'linux',
      port: port(),
      isOurRouter: async () => false,
      paths: [],
      diskPath: folder,
      ...change,
    },
    signal,
  );

describe('gathering facts', () => {
  it('tells a free port from ours and from a stranger’s', async () => {
    expect((await gather()).port).toEqual({ kind: 'stranger', port: port() });
    expect((await gather({ isOurRouter: async () => true })).port).toEqual({ kind: 'ours', port: port() });
    await new Promise(resolve => server.close(resolve));
    expect((await gather()).port).toEqual({ kind: 'free', port: port() });
  });

  it('measures the clock against a server', async () => {
    const clockUrl = `http://127.0.0.1:${port()}/`;
    expect((await gather({ clockUrl, nowMs: () => 1_800_000_000_500 })).clock).toEqual({ skewMs: 0 });
    expect((await gather({ clockUrl, nowMs: () => 1_800_000_120_500 })).clock).toEqual({ skewMs: 120_000 });
    expect((await gather({ clockUrl: 'http://127.0.0.1:1/' })).clock).toBeUndefined();
  });

  it('sees a private file that others may read, and does not mind one that is not there', async () => {
    const open = join(folder, 'open');
    writeFileSync(open, '');
    chmodSync(open, 0o644);
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const paths = [open, closed, join(folder, 'none')].map(path => ({ path, isPrivate: true }));
    expect(
      (await gather({ paths })).permissions?.map(({ exists, isTooOpen }) => [exists, isTooOpen]),
    ).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it('measures the disk also where the folder is yet to be made', async () => {
    expect((await gather({ diskPath: join(folder, 'a', 'b') })).disk?.freeBytes).toBeGreaterThan(0);
  });

  it('has no desktop without a display, and says nothing of trays elsewhere', async () => {
    expect((await gather()).tray).toEqual({ hasDesktop: false, hasTrayHost: false });
    expect((await gather({ platform: 'darwin' })).tray).toBeUndefined();
  });

  it.each([
    ['Linux version 6.6 (microsoft-standard-WSL2)', '/mnt/c/Users/ana/codex', true, true],
    ['Linux version 6.6 (microsoft-standard-WSL2)', '/usr/bin/codex', true, false],
    ['Linux version 6.1 (debian)', '/mnt/c/codex', false, false],
  ])('with the kernel %s and Codex at %s', async (kernel, codexPath, isWsl, crossesToWindows) => {
    const file = join(folder, 'version');
    writeFileSync(file, kernel);
    expect(await detectWsl({}, 'linux', codexPath, '', file)).toEqual({ isWsl, crossesToWindows });
  });
});
