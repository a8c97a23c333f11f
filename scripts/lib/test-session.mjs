import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inRepository } from './folders.mjs';

/** Set inside a test session, so that one is not started in another. */
export const sessionMark = 'SIGNALBOX_TEST_SESSION';

/**
 * How to run a command in a session of its own: a session bus, a virtual display and an unlocked key chain,
 * so that tests neither need nor touch the person's. Linux only; elsewhere the command runs as it is.
 * @param {{ platform: string, env: Record<string, string | undefined>, programs: ReadonlySet<string> }} machine
 *   `programs`: which of `dbus-run-session` and `xvfb-run` are there
 * @param {readonly string[]} command
 * @param {string} unlockScript
 * @returns {readonly string[]}
 */
export function inTestSession({ platform, env, programs }, command, unlockScript) {
  if (platform !== 'linux' || env[sessionMark] !== undefined) return command;
  if (!programs.has('dbus-run-session') || !programs.has('xvfb-run')) return command;
  // Large enough that a window of any view is shown whole.
  const screen = ['-s', '-screen 0 1600x1200x24'];
  return ['dbus-run-session', '--', 'xvfb-run', '-a', ...screen, process.execPath, unlockScript, ...command];
}

/** The command above, for this machine. @param {readonly string[]} command */
export function wrapInTestSession(command) {
  const programs = new Set(['dbus-run-session', 'xvfb-run'].filter(isOnPath));
  const machine = { platform: process.platform, env: process.env, programs };
  return inTestSession(machine, command, inRepository('scripts', 'lib', 'with-keyring.mjs'));
}

/**
 * An environment whose key chain, display settings and runtime sockets are in a temporary folder.
 * @returns {{ env: NodeJS.ProcessEnv, remove: () => void }}
 */
export function createSessionEnvironment() {
  const folder = mkdtempSync(join(tmpdir(), 'sbx-session-'));
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  mkdirSync(join(folder, 'data'));
  const {
    DISPLAY: _display,
    WAYLAND_DISPLAY: _wayland,
    DBUS_SESSION_BUS_ADDRESS: _bus,
    ...rest
  } = process.env;
  return {
    env: { ...rest, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(folder, 'data'), NO_AT_BRIDGE: '1' },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @param {string} program */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, program)));
}
