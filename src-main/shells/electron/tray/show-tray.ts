import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron';
import type { AppSnapshot } from '../../../contract/snapshot.ts';
import { trayIconPath } from './tray-icon.ts';
import type { TrayAction, TrayItem } from './tray-item.ts';
import { trayMenu } from './tray-menu.ts';
import { trayState } from './tray-state.ts';
import { trayTooltip } from './tray-tooltip.ts';
import type { TrayWords } from './tray-words.ts';

export interface ShownTray extends Disposable {
  update(snapshot: AppSnapshot): void;
}

/** Puts the icon in the tray and keeps it, its tooltip and its menu true. */
export function showTray(
  first: AppSnapshot,
  words: TrayWords,
  resourcesFolder: string,
  act: (action: TrayAction) => Promise<void>,
): ShownTray {
  const icon = (snapshot: AppSnapshot) =>
    nativeImage.createFromPath(
      trayIconPath(resourcesFolder, trayState(snapshot), process.platform, nativeTheme.shouldUseDarkColors),
    );
  const tray = new Tray(icon(first));
  let shown = '';
  let shownTooltip = '';
  let latest = first;

  function update(snapshot: AppSnapshot): void {
    latest = snapshot;
    const items = trayMenu(snapshot, words);
    // A menu that is rebuilt closes under the person's pointer: only when something in it changed.
    const tooltip = trayTooltip(snapshot, words);
    if (tooltip !== shownTooltip) tray.setToolTip(tooltip);
    shownTooltip = tooltip;
    const next = JSON.stringify([items, trayState(snapshot), nativeTheme.shouldUseDarkColors]);
    if (next === shown) return;
    shown = next;
    tray.setImage(icon(snapshot));
    tray.setContextMenu(Menu.buildFromTemplate(items.map(item => toElectron(item, click))));
  }
  function click(action: TrayAction): void {
    void act(action).then(() => {
      // Electron moves a tick by itself when clicked, also when what it stands for was refused.
      if ('isOn' in action) shown = '';
      update(latest);
    });
  }
  const onTheme = () => update(latest);
  nativeTheme.on('updated', onTheme);
  // Windows opens the menu on a right click; a left click should do something too.
  tray.on('click', () => click({ kind: 'dashboard' }));
  update(first);
  return {
    update,
    [Symbol.dispose]() {
      nativeTheme.off('updated', onTheme);
      tray.destroy();
    },
  };
}

function toElectron(item: TrayItem, click: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: item.label, enabled: false };
    case 'action':
      return {
        label: item.label,
        enabled: item.isEnabled,
        click: () => click(item.action),
        ...(item.isTicked === undefined
          ? {}
          : { type: item.isOneOfSeveral === true ? 'radio' : 'checkbox', checked: item.isTicked }),
      };
    case 'submenu':
      return { label: item.label, submenu: item.items.map(child => toElectron(child, click)) };
  }
}
