import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TrayFact } from '../../domain/doctor/check-keys.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    'busctl',
    [
      '--user',
      'call',
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus',
      'NameHasOwner',
      's',
      WATCHER,
    ],
  ],
  [
    'gdbus',
    [
      'call',
      '--session',
      '--dest',
      'org.freedesktop.DBus',
      '--object-path',
      '/org/freedesktop/DBus',
      '--method',
      'org.freedesktop.DBus.NameHasOwner',
      WATCHER,
    ],
  ],
  [
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.NameHasOwner',
      `string:${WATCHER}`,
    ],
  ],
];

/** Asks the session bus, with whatever tool is there, whether anybody shows tray icons. @returns nothing where none is */
export async function findTrayHost(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  signal: AbortSignal,
): Promise<TrayFact | undefined> {
  if (platform !== 'linux') return undefined;
  const hasDesktop = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (!hasDesktop || !env.DBUS_SESSION_BUS_ADDRESS) return { hasDesktop, hasTrayHost: false };
  for (const [program, args] of QUESTIONS) {
    try {
      const { stdout } = await promisify(execFile)(program, [...args], { env, signal, timeout: 3000 });
      return { hasDesktop, hasTrayHost: /\btrue\b/.test(stdout) };
    } catch {
      // Not installed or not able to reach the bus: the next tool may be.
      signal.throwIfAborted();
    }
  }
  return undefined;
}
