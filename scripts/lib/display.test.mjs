import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, displayAddresses } from './display.mjs';

describe('where a display listens', () => {
  it.each([
    [':0', [{ path: '/tmp/.X11-unix/X0' }, { path: '\0/tmp/.X11-unix/X0' }]],
    [':99.0', [{ path: '/tmp/.X11-unix/X99' }, { path: '\0/tmp/.X11-unix/X99' }]],
    ['unix:1', [{ path: '/tmp/.X11-unix/X1' }, { path: '\0/tmp/.X11-unix/X1' }]],
    ['localhost:10.0', [{ host: 'localhost', port: 6010 }]],
    ['[::1]:2', [{ host: '::1', port: 6002 }]],
    ['', []],
    ['nonsense', []],
  ])('for DISPLAY=%s', (DISPLAY, x) => {
    expect(displayAddresses({ DISPLAY })).toEqual({ x, wayland: [] });
  });

  it.each([
    ['wayland-1', '/run/user/7/wayland-1'],
    ['/elsewhere/socket', '/elsewhere/socket'],
  ])('for WAYLAND_DISPLAY=%s', (WAYLAND_DISPLAY, path) => {
    expect(displayAddresses({ WAYLAND_DISPLAY, XDG_RUNTIME_DIR: '/run/user/7' }).wayland).toEqual([{ path }]);
  });
});

it.skipIf(process.platform === 'win32')('a display is there while somebody listens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'display-'));
  const path = join(folder, 'X0');
  expect(await answers({ path })).toBe(false);
  const server = createServer().listen(path);
  await new Promise(resolve => server.once('listening', resolve));
  expect(await answers({ path })).toBe(true);
  server.close();
  rmSync(folder, { recursive: true });
});
