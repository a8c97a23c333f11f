import { join } from 'node:path';
import type { TrayState } from './tray-state.ts';

/**
 * The picture of a state for a panel. macOS colours template images itself, Windows takes several sizes from
 * one ico, Linux panels tell light from dark by the desktop's theme.
 */
export function trayIconPath(
  resourcesFolder: string,
  state: TrayState,
  platform: NodeJS.Platform,
  isDarkPanel: boolean,
): string {
  const folder = join(resourcesFolder, 'tray');
  if (platform === 'darwin') return join(folder, `${state}Template.png`);
  if (platform === 'win32') return join(folder, `${state}.ico`);
  return join(folder, `${state}-${isDarkPanel ? 'dark' : 'light'}.png`);
}
