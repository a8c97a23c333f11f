import { connect } from 'node:net';
import { posix } from 'node:path';

/** One that is there answers within milliseconds; a forwarded one within a round trip. */
const answersWithinMs = 2000;

/**
 * Where the displays that the environment names listen.
 * @param {Record<string, string | undefined>} env
 * @returns {{ x: import('node:net').NetConnectOpts[], wayland: import('node:net').NetConnectOpts[] }} any of them will do
 */
export function displayAddresses({ DISPLAY = '', WAYLAND_DISPLAY: wayland, XDG_RUNTIME_DIR: folder }) {
  const [, host = '', number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(DISPLAY) ?? [];
  return {
    x: number === undefined ? [] : xAddresses(host, Number(number)),
    wayland: wayland ? [{ path: posix.resolve(folder ?? '/', wayland) }] : [],
  };
}

/**
 * X(7): without a host a socket in /tmp, or one of the same name that is no file; a host is TCP port 6000 and the
 * display's number.
 * @param {string} host @param {number} number
 */
function xAddresses(host, number) {
  const path = `/tmp/.X11-unix/X${number}`;
  if (host === '' || host === 'unix') return [{ path }, { path: `\0${path}` }];
  return [{ host: host.replace(/^\[(.*)\]$/, '$1'), port: 6000 + number }];
}

/**
 * Whether anybody listens there.
 * @param {import('node:net').NetConnectOpts} address
 * @returns {Promise<boolean>}
 */
export function answers(address) {
  return new Promise(resolve => {
    const socket = connect(address);
    const is = (/** @type {boolean} */ there) => {
      socket.destroy();
      resolve(there);
    };
    socket.setTimeout(answersWithinMs, () => is(false));
    socket.once('connect', () => is(true));
    socket.once('error', () => is(false));
  });
}

/**
 * The displays of this machine that can be used.
 * @param {{ platform: string, env: Record<string, string | undefined> }} machine
 * @returns {Promise<{ hasX: boolean, hasWayland: boolean }>}
 */
export async function findDisplays({ platform, env }) {
  if (platform !== 'linux') return { hasX: false, hasWayland: false };
  const { x, wayland } = displayAddresses(env);
  const any = async (/** @type {import('node:net').NetConnectOpts[]} */ addresses) =>
    (await Promise.all(addresses.map(answers))).includes(true);
  const [hasX, hasWayland] = await Promise.all([any(x), any(wayland)]);
  return { hasX, hasWayland };
}
