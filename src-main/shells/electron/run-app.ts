import { join } from 'node:path';
import { app, dialog } from 'electron';
import { AT_LOGIN_FLAG } from '../../domain/login/plan-login-item.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { createOsKeychain } from '../../services/keys/os-keychain.ts';
import { claimInstance } from '../core/claim-instance.ts';
import { cliCommand } from '../core/cli-command.ts';
import { startCore } from '../core/start-core.ts';
import { VERSION } from '../core/version.ts';
import { startControlServer } from '../web/control-server.ts';
import { answerWindows } from './answer-windows.ts';
import { inWords } from './in-words.ts';
import { showNotices } from './notices/show-notices.ts';
import { openStartAtLogin } from './open-start-at-login.ts';
import { openWindows, preloadPath } from './open-windows.ts';
import { performAction } from './perform-action.ts';
import { programFolder } from './program-folder.ts';
import { servePages } from './serve-pages.ts';
import { spawnUtilityRouter } from './spawn-utility-router.ts';
import { hasTrayHost } from './tray/has-tray-host.ts';
import { showTray } from './tray/show-tray.ts';
import { tellNoTray } from './tray/tell-no-tray.ts';
import type { TrayAction } from './tray/tray-item.ts';
import { trayWords } from './tray/tray-words.ts';

export interface AppSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly userDataFolder: string;
  readonly homeFolder: string;
  readonly temporaryFolder: string;
}

/** The tray app, from ready to quit: quitting drains, takes the key file away and lets the keys go. */
export async function runApp(at: AppSurroundings): Promise<void> {
  const programs = programFolder();
  const disposables = createDisposables();
  let isQuitting = false;
  app.on('window-all-closed', () => undefined); // the tray is the app
  app.on('before-quit', event => {
    event.preventDefault();
    if (isQuitting) return;
    isQuitting = true;
    void disposables[Symbol.asyncDispose]().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

  await app.whenReady();
  try {
    const claim = disposables.use(
      await claimInstance('tray', at.userDataFolder, at.temporaryFolder, at.platform),
    );
    servePages(join(programs, '..', 'renderer'));
    const windows = openWindows(preloadPath(programs));
    app.on('second-instance', () => windows.show('dashboard'));
    app.on('activate', () => windows.show('dashboard'));
    const appFolder = join(programs, '..', '..');
    const startAtLogin = await openStartAtLogin({ ...at, appFolder });
    const core = disposables.use(
      await startCore({
        host: 'tray',
        version: VERSION,
        platform: at.platform,
        env: at.env,
        homeFolder: at.homeFolder,
        temporaryFolder: at.temporaryFolder,
        userDataFolder: at.userDataFolder,
        spawnRouter: () => spawnUtilityRouter(join(programs, 'router.js'), at.env),
        openKeychain: findWithinMs =>
          createOsKeychain({ entry: join(programs, 'keychain.js'), env: at.env, findWithinMs }),
        cli: cliCommand({
          platform: at.platform,
          execPath: process.execPath,
          isElectron: true,
          cliPath: join(programs, 'cli.js'),
          nodePath: at.env.SIGNALBOX_NODE,
        }),
        chooseFolder,
        ...(startAtLogin === undefined ? {} : { startAtLogin }),
      }),
    );
    const words = trayWords(app.getLocale());
    const perform = (action: TrayAction) => performAction(action, { core, windows, words, chooseFolder });
    const tray = disposables.use(showTray(core.snapshot(), words, join(appFolder, 'resources'), perform));
    disposables.use(core.onSnapshot(() => tray.update(core.snapshot())));
    disposables.use(showNotices(core, app.getLocale(), kind => windows.show(kind)));
    disposables.use(answerWindows(core));
    disposables.use(await startControlServer(core, claim.controlPath, at.platform, () => app.quit()));
    await claim.publish();
    const isSeen = await hasTrayHost(at.platform, at.env, wasOpenedAtLogin() ? PANEL_STARTS_WITHIN_MS : 0);
    const hasNoKey = core.snapshot().keys.every(({ present, remembered }) => !present && !remembered);
    if (!isSeen || (hasNoKey && !wasOpenedAtLogin())) windows.show('dashboard');
    if (!isSeen) await tellNoTray(at.userDataFolder, words);
  } catch (cause) {
    dialog.showErrorBox('Signalbox', inWords(cause));
    app.quit();
  }
}

/** A panel may come up after the programs that start with it. */
const PANEL_STARTS_WITHIN_MS = 30_000;

function wasOpenedAtLogin(): boolean {
  return process.argv.includes(AT_LOGIN_FLAG) || app.getLoginItemSettings().wasOpenedAtLogin === true;
}

async function chooseFolder(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
  return filePaths[0];
}
