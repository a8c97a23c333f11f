import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { RESTORE_AT_LOGIN_FLAG } from '../../domain/login/plan-restore-item.ts';
import { folderBlocked } from '../../services/host/folder-blocked.ts';
import { homeFolder } from '../../services/host/home-folder.ts';
import { userDataFolder } from '../../services/settings/user-data-folder.ts';
import { inWords } from './in-words.ts';
import { restoreCodexAtLogin } from './restore-codex-at-login.ts';
import { runApp } from './run-app.ts';
import { registerPageScheme } from './serve-pages.ts';

const { platform, env } = process;
const home = homeFolder();
const folder = userDataFolder({ platform, env, homeFolder: home });
const isForRestore = process.argv.includes(RESTORE_AT_LOGIN_FLAG);

if (makeChromiumFolder()) {
  app.setName('Signalbox');
  // The pages are text and small plots: a GPU process would cost more memory than it saves time.
  app.disableHardwareAcceleration();
  registerPageScheme();
  // Pages last as long as a look at them: a smaller heap, and no optimising compiler in memory, are worth more than
  // faster code. Measured in docs/benchmarks.md.
  app.commandLine.appendSwitch('js-flags', '--optimize-for-size --no-opt --no-maglev');
  const at = { platform, env, userDataFolder: folder, homeFolder: home, temporaryFolder: tmpdir() };
  // Neither is awaited: Electron becomes ready only when this module has ended.
  if (isForRestore) void restoreCodexAtLogin(at);
  else if (app.requestSingleInstanceLock()) void runApp(at);
  // The first instance shows its dashboard instead.
  else app.quit();
} else {
  app.exit(1);
}

/** @returns false when there is no place for Chromium's own files; the person was told */
function makeChromiumFolder(): boolean {
  // Chromium wants a folder for each of two that run at a time.
  const chromiumFolder = join(folder, isForRestore ? 'chromium-at-login' : 'chromium');
  try {
    mkdirSync(chromiumFolder, { recursive: true, mode: 0o700 });
    app.setPath('userData', chromiumFolder);
    return true;
  } catch (cause) {
    dialog.showErrorBox('Signalbox', inWords(folderBlocked(chromiumFolder, cause)));
    return false;
  }
}
