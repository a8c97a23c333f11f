import { join } from 'node:path';
import { KEYED_PROVIDERS } from '../../contract/provider-id.ts';
import type { AppSnapshot } from '../../contract/snapshot.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { openCodex } from '../../services/codex/open-codex.ts';
import { describeCause, openLog } from '../../services/host/open-log.ts';
import { createKeyVault } from '../../services/keys/key-vault.ts';
import type { Keychain } from '../../services/keys/keychain.ts';
import { openSettings } from '../../services/settings/open-settings.ts';
import type { SpawnRouter } from '../../services/supervise/router-child.ts';
import { type CallHandlers, createCallHandlers } from './call-handlers.ts';
import type { CliCommand } from './cli-command.ts';
import { createCodexWatch } from './codex-watch.ts';
import { openRecentFolders } from './recent-folders.ts';
import { createRequestFeed } from './request-feed.ts';
import { createRouting } from './routing.ts';
import { createSnapshotPulse } from './snapshot-pulse.ts';

export interface CoreOptions {
  readonly host: 'tray' | 'headless';
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** The live environment: provider keys are taken out of it. */
  readonly env: NodeJS.ProcessEnv;
  readonly homeFolder: string;
  readonly temporaryFolder: string;
  readonly userDataFolder: string;
  readonly spawnRouter: SpawnRouter;
  readonly keychain: Keychain;
  /** How another program runs `signalbox`. */
  readonly cli: CliCommand;
  /** Asks the person for a folder, where there is a way to. */
  readonly chooseFolder?: () => Promise<string | undefined>;
}

export interface Core extends AsyncDisposable {
  snapshot(): AppSnapshot;
  /** Called at most four times a second, after something changed. */
  onSnapshot(listener: () => void): Disposable;
  readonly calls: CallHandlers;
  /** For the log's writer outside the core. */
  log(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** The whole program without a surface: the tray app and the headless server both are this, with windows or pages on top. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const disposables = createDisposables();
  const { env, userDataFolder } = options;
  const defect = (cause: unknown) => log.write('defect', describeCause(cause));
  const pulse = createSnapshotPulse(cause => defect(cause));
  disposables.use(pulse);

  const vault = createKeyVault(KEYED_PROVIDERS, env, options.keychain, cause => defect(cause));
  const log = openLog(join(userDataFolder, 'logs', 'signalbox.jsonl'), Date.now, () => [
    ...Object.values(vault.reveal()),
    ...(routing?.localKey() === undefined ? [] : [routing.localKey() ?? '']),
  ]);
  disposables.defer(() => log.flush());
  let routing: ReturnType<typeof createRouting> | undefined;

  const settings = disposables.use(await openSettings({ folder: userDataFolder, env, onError: defect }));
  const feed = createRequestFeed();
  const codex = openCodex({
    surroundings: { platform: options.platform, env, homeFolder: options.homeFolder },
    auth: {
      command: options.cli.command,
      args: [...options.cli.args, 'token', '--dir', options.temporaryFolder],
    },
    huggingfaceAuth: {
      command: options.cli.command,
      args: [...options.cli.args, 'token', '--provider', 'huggingface'],
    },
  });
  const recent = await openRecentFolders(join(userDataFolder, 'state', 'recent-folders.json'));
  const codexWatch = disposables.use(createCodexWatch(codex, () => pulse.mark(), defect));

  routing = createRouting({
    spawn: options.spawnRouter,
    settings,
    vault,
    temporaryFolder: options.temporaryFolder,
    version: options.version,
    ledgerFolder: join(codex.home, 'logs'),
    statePath: join(userDataFolder, 'state', 'dispatch.json'),
    baseInstructions: () => codex.baseInstructions(),
    onMessage(message) {
      if (message.type === 'requests') feed.add(message.events);
      if (message.type === 'log') log.write('router', message.line);
      pulse.mark();
    },
    onChange() {
      const phase = routing?.state().phase;
      log.write('routing', { phase });
      if (phase !== 'ready' && phase !== 'draining') feed.endAll(Date.now());
      pulse.mark();
    },
    onDefect: defect,
  });
  const running = disposables.use(routing);
  disposables.use(vault.onChange(() => pulse.mark()));
  disposables.use(settings.onChange(() => pulse.mark()));

  const snapshot = (): AppSnapshot => ({
    version: options.version,
    host: options.host,
    nowMs: Date.now(),
    routing: running.snapshot(),
    keys: [...vault.statuses()],
    codex: { ...codexWatch.current(), recentFolders: [...recent.list()] },
    requests: [...feed.list()],
    settingsProblems: [...settings.problems()],
  });
  const calls = createCallHandlers({
    snapshot,
    routing: running,
    vault,
    settings,
    codex,
    codexWatch,
    recent,
    defect,
    ...(options.chooseFolder === undefined ? {} : { chooseFolder: options.chooseFolder }),
  });
  log.write('started', { version: options.version, host: options.host, pid: process.pid });
  return {
    snapshot,
    onSnapshot: pulse.on,
    calls,
    log: log.write,
    [Symbol.asyncDispose]: () => disposables[Symbol.asyncDispose](),
  };
}
