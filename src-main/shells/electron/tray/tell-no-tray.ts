import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Notification } from 'electron';
import { writeFileAtomic } from '../../../services/host/write-file-atomic.ts';
import type { TrayWords } from './tray-words.ts';

/**
 * Says, once for this user data folder, that this desktop shows no tray icons and how to come back to a
 * window that was closed.
 */
export async function tellNoTray(userDataFolder: string, { noTray }: TrayWords): Promise<void> {
  const told = join(userDataFolder, 'state', 'no-tray-told');
  if (existsSync(told) || !Notification.isSupported()) return;
  await writeFileAtomic(told, '');
  new Notification({ ...noTray, silent: true }).show();
}
