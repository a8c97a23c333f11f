/**
 * @typedef {object} StartPlan
 * @property {'tray' | 'headless'} mode
 * @property {readonly string[]} args for Electron
 * @property {string | undefined} why said to the person; undefined when there is nothing to say
 */

/**
 * Tray or headless: a Linux machine without a display has no tray, and an Electron that is started there dies without
 * a word about why.
 * @param {object} machine
 * @param {string} machine.platform
 * @param {Record<string, string | undefined>} machine.env
 * @param {readonly string[]} machine.args
 * @param {boolean} machine.hasX somebody answers at DISPLAY
 * @param {boolean} machine.hasWayland somebody answers at WAYLAND_DISPLAY
 * @returns {StartPlan}
 */
export function planStart({ platform, env, args, hasX, hasWayland }) {
  if (args.includes('--headless')) return { mode: 'headless', args: [], why: undefined };
  if (platform !== 'linux' || hasX) return { mode: 'tray', args: [], why: undefined };
  // Electrons before 38 look for X11 alone unless they are told.
  if (hasWayland) return { mode: 'tray', args: ['--ozone-platform=wayland'], why: undefined };
  const named = env.DISPLAY || env.WAYLAND_DISPLAY;
  const what = named ? `nobody answers at the display ${named}` : 'no display here';
  return { mode: 'headless', args: [], why: `${what}, so the dashboard is in the browser` };
}

/**
 * Whether Chromium's sandbox can work here. It never does for root, and not where the system keeps
 * unprivileged programs from making namespaces: a checkout has no setuid helper to go round that.
 * @param {object} machine
 * @param {string} machine.platform
 * @param {number | undefined} machine.uid
 * @param {string | undefined} machine.usernsClone /proc/sys/kernel/unprivileged_userns_clone
 * @param {string | undefined} machine.apparmorRestricts /proc/sys/kernel/apparmor_restrict_unprivileged_userns
 * @returns {{ args: readonly string[], why: string | undefined }}
 */
export function planSandbox({ platform, uid, usernsClone, apparmorRestricts }) {
  const without = (/** @type {string} */ why) => ({
    args: ['--no-sandbox'],
    why: `${why}: starting with --no-sandbox`,
  });
  if (platform !== 'linux') return { args: [], why: undefined };
  if (uid === 0) return without('running as root, which Chromium refuses with its sandbox');
  if (usernsClone?.trim() === '0') return without('this kernel allows no unprivileged namespaces');
  if (apparmorRestricts?.trim() === '1')
    return without('AppArmor keeps unprivileged programs from namespaces');
  return { args: [], why: undefined };
}
