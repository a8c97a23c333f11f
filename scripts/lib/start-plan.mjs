/**
 * @typedef {object} StartPlan
 * @property {'tray' | 'headless'} mode
 * @property {string | undefined} why said to the person; undefined when there is nothing to say
 */

/**
 * Tray or headless: a Linux machine without a display has no tray.
 * @param {{ platform: string, env: Record<string, string | undefined>, args: readonly string[] }} machine
 * @returns {StartPlan}
 */
export function planStart({ platform, env, args }) {
  if (args.includes('--headless')) return { mode: 'headless', why: undefined };
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return { mode: 'headless', why: 'no display here, so the dashboard is in the browser' };
  }
  return { mode: 'tray', why: undefined };
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
