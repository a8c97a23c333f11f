import { launchModeSchema } from '../../../contract/dashboard-calls.ts';
import { actionItem, SEPARATOR, type TrayItem } from './tray-item.ts';
import type { TrayWords } from './tray-words.ts';

/** Launch Codex ▸: every mode, with the folders it was launched in lately. */
export function launchSubmenu(recentFolders: readonly string[], words: TrayWords): TrayItem {
  return {
    type: 'submenu',
    label: words.launch,
    items: launchModeSchema.options.map(mode => ({
      type: 'submenu',
      label: words.modes[mode],
      items: [
        ...recentFolders.map(folder => actionItem(escapeMnemonic(folder), { kind: 'launch', mode, folder })),
        ...(recentFolders.length > 0 ? [SEPARATOR] : []),
        actionItem(words.chooseFolder, { kind: 'launch', mode }),
      ],
    })),
  };
}

/** A single `&` would underline the next letter. */
function escapeMnemonic(label: string): string {
  return label.replaceAll('&', '&&');
}
