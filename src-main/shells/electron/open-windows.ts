import { join } from 'node:path';
import { BrowserWindow, session } from 'electron';
import { reloadAfterCrash } from './reload-after-crash.ts';
import { PAGE_ORIGIN } from './serve-pages.ts';

export type WindowKind = 'keys' | 'dashboard';

export interface Windows {
  /** Shows the window of this kind, making it if there is none. */
  show(kind: WindowKind): void;
  /** For dialogs: the window the person looks at, if any. */
  focused(): BrowserWindow | undefined;
}

const SIZES: Readonly<
  Record<WindowKind, { width: number; height: number; minWidth: number; minHeight: number }>
> = {
  keys: { width: 680, height: 640, minWidth: 480, minHeight: 400 },
  dashboard: { width: 1180, height: 780, minWidth: 640, minHeight: 480 },
};

/**
 * The app's windows. A closed window is destroyed, so that an app that only sits in the tray holds no page;
 * every page is sandboxed, isolated, and can neither navigate nor open anything.
 */
export function openWindows(preloadPath: string): Windows {
  const open = new Map<WindowKind, BrowserWindow>();
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);

  function create(kind: WindowKind): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZES[kind],
      show: false,
      title: 'Signalbox',
      autoHideMenuBar: true,
      webPreferences: {
        preload: preloadPath,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        additionalArguments: [`--signalbox-window=${kind}`],
      },
    });
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    window.webContents.on('will-navigate', event => event.preventDefault());
    reloadAfterCrash(window);
    window.once('ready-to-show', () => window.show());
    window.on('closed', () => open.delete(kind));
    void window.loadURL(`${PAGE_ORIGIN}/index.html#/${kind === 'keys' ? 'keys' : 'now'}`);
    return window;
  }

  return {
    show(kind) {
      const window = open.get(kind) ?? create(kind);
      open.set(kind, window);
      if (window.isMinimized()) window.restore();
      if (window.isVisible()) window.focus();
    },
    focused: () => BrowserWindow.getFocusedWindow() ?? undefined,
  };
}

export function preloadPath(programFolder: string): string {
  return join(programFolder, '..', 'preload', 'preload.cjs');
}
