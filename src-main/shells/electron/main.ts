import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { userDataFolder } from '../../services/settings/user-data-folder.ts';
import { runApp } from './run-app.ts';
import { registerPageScheme } from './serve-pages.ts';

const { platform, env } = process;
const folder = userDataFolder({ platform, env, homeFolder: homedir() });
const chromiumFolder = join(folder, 'chromium');
mkdirSync(chromiumFolder, { recursive: true, mode: 0o700 });
app.setPath('userData', chromiumFolder);
app.setName('Signalbox');
// The pages are text and small plots: a GPU process would cost more memory than it saves time.
app.disableHardwareAcceleration();
registerPageScheme();

if (!app.requestSingleInstanceLock()) {
  // The first instance shows its dashboard instead.
  app.quit();
} else {
  // Not awaited: Electron becomes ready only when this module has ended.
  void runApp({ platform, env, userDataFolder: folder, homeFolder: homedir(), temporaryFolder: tmpdir() });
}
