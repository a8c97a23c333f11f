import { execFile } from 'node:child_process';

const ASK_WITHIN_MS = 3_000;

/**
 * Whether a Linux desktop shows tray icons: somebody owns the StatusNotifierWatcher name on the session bus.
 * Other systems always have a tray. When it cannot be found out, the answer is no: better one window too
 * many than a program nobody sees.
 */
export function hasTrayHost(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  if (!env.DBUS_SESSION_BUS_ADDRESS && !env.XDG_RUNTIME_DIR) return Promise.resolve(false);
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ];
  return new Promise(resolve => {
    execFile('dbus-send', question, { timeout: ASK_WITHIN_MS, env }, (error, stdout) =>
      resolve(error === null && /boolean true/.test(stdout)),
    );
  });
}
