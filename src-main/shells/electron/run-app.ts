import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import type { Outcome } from '../../contract/dashboard-calls.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { createOsKeychain } from '../../services/keys/keychain.ts';
import { claimInstance } from '../core/claim-instance.ts';
import { cliCommand } from '../core/cli-command.ts';
import { type Core, startCore } from '../core/start-core.ts';
import { VERSION } from '../core/version.ts';
import { startControlServer } from '../web/control-server.ts';
import { answerWindows } from './answer-windows.ts';
import { askLeftovers } from './ask-leftovers.ts';
import { hasTrayHost } from './has-tray-host.ts';
import { openWindows, preloadPath } from './open-windows.ts';
import { servePages } from './serve-pages.ts';
import { showTray } from './show-tray.ts';
import { spawnUtilityRouter } from './spawn-utility-router.ts';
import type { TrayAction } from './tray-menu.ts';
import { trayWords } from './tray-words.ts';

export interface AppSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly userDataFolder: string;
  readonly homeFolder: string;
  readonly temporaryFolder: string;
}

/** The tray app, from ready to quit: quitting drains, takes the key file away and lets the keys go. */
export async function runApp(at: AppSurroundings): Promise<void> {
  const programFolder = programFolderOf(fileURLToPath(import.meta.url));
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
    servePages(join(programFolder, '..', 'renderer'));
    const windows = openWindows(preloadPath(programFolder));
    app.on('second-instance', () => windows.show('dashboard'));
    app.on('activate', () => windows.show('dashboard'));
    const core = disposables.use(
      await startCore({
        host: 'tray',
        version: VERSION,
        platform: at.platform,
        env: at.env,
        homeFolder: at.homeFolder,
        temporaryFolder: at.temporaryFolder,
        userDataFolder: at.userDataFolder,
        spawnRouter: () => spawnUtilityRouter(join(programFolder, 'router.js'), at.env),
        keychain: createOsKeychain(),
        cli: cliCommand({
          platform: at.platform,
          execPath: process.execPath,
          isElectron: true,
          cliPath: join(programFolder, 'cli.js'),
          nodePath: at.env.SIGNALBOX_NODE,
        }),
        chooseFolder,
      }),
    );
    const words = trayWords(app.getLocale());
    const act = (action: TrayAction) => void perform(action);
    const tray = disposables.use(showTray(core.snapshot(), words, resourcesFolder(programFolder), act));
    disposables.use(core.onSnapshot(() => tray.update(core.snapshot())));
    disposables.use(answerWindows(core));
    disposables.use(await startControlServer(core, claim.controlPath, at.platform, () => app.quit()));
    await claim.publish();
    if (!(await hasTrayHost(at.platform, at.env)) || core.snapshot().keys.every(key => !key.present)) {
      windows.show('dashboard');
    }

    async function perform(action: TrayAction): Promise<void> {
      switch (action.kind) {
        case 'start':
          return tell(core, await core.calls['routing.start']?.({}));
        case 'stop':
          return tell(core, await core.calls['routing.stop']?.(undefined));
        case 'restore':
          return tell(core, await core.calls['codex.restore']?.(undefined), true);
        case 'undo': {
          const leftovers = await askLeftovers(words);
          if (leftovers === undefined) return;
          return tell(core, await core.calls['codex.undoEverything']?.({ leftovers }), true);
        }
        case 'keys':
        case 'dashboard':
          return windows.show(action.kind);
        case 'quit':
          return app.quit();
        case 'launch': {
          const folder = action.folder ?? (await chooseFolder());
          if (folder === undefined) return;
          return tell(core, await core.calls['codex.launch']?.({ mode: action.mode, folder }));
        }
        default:
          assertNever(action);
      }
    }
  } catch (cause) {
    dialog.showErrorBox('Signalbox', cause instanceof Error ? cause.message : String(cause));
    app.quit();
  }
}

/** What a menu click led to: failures in a box with what to do, successes only where nothing else shows them. */
function tell(core: Core, outcome: Outcome | undefined, isAlways = false): void {
  if (outcome === undefined) return;
  if (outcome.ok) {
    if (isAlways)
      void dialog.showMessageBox({ type: 'info', message: outcome.message ?? 'Done.', buttons: ['OK'] });
    return;
  }
  core.log('menu-action-failed', { code: outcome.fault.code });
  void dialog.showMessageBox({
    type: 'warning',
    message: outcome.fault.message,
    buttons: ['OK'],
    ...(outcome.fault.remedy === undefined ? {} : { detail: outcome.fault.remedy }),
  });
}

async function chooseFolder(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
  return filePaths[0];
}

function programFolderOf(modulePath: string): string {
  const folder = dirname(modulePath);
  return folder.endsWith('chunks') ? dirname(folder) : folder;
}

function resourcesFolder(programFolder: string): string {
  return join(programFolder, '..', '..', 'resources');
}
