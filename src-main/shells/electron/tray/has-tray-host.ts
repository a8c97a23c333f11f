import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const ASK_WITHIN_MS = 3_000;
const ASK_AGAIN_AFTER_MS = 1_000;

/**
 * Whether a Linux desktop shows tray icons: somebody owns the StatusNotifierWatcher name on the session bus.
 * Other systems always have a tray. When it cannot be found out, the answer is no: better one window too
 * many than a program nobody sees.
 * @param withinMs asks again for so long: a panel that starts together with us may come later
 */
export async function hasTrayHost(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  withinMs = 0,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  if (!env.DBUS_SESSION_BUS_ADDRESS && !env.XDG_RUNTIME_DIR) return false;
  for (let waitedMs = 0; ; waitedMs += ASK_AGAIN_AFTER_MS) {
    if (await ownsWatcherName(env)) return true;
    if (waitedMs >= withinMs) return false;
    await delay(ASK_AGAIN_AFTER_MS);
  }
}

function ownsWatcherName(env: NodeJS.ProcessEnv): Promise<boolean> {
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
