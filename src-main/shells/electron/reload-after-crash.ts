import type { BrowserWindow } from 'electron';

const AGAIN_WITHIN_MS = 60_000;

/**
 * A page whose process ended (no memory left, killed) would stay blank until somebody closes it: it is loaded anew. One
 * that ends again within a minute is closed; the tray opens another.
 */
export function reloadAfterCrash(window: BrowserWindow): void {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const isAgain = Date.now() - lastAtMs < AGAIN_WITHIN_MS;
    lastAtMs = Date.now();
    if (isAgain) window.destroy();
    else window.webContents.reload();
  });
}
