import { join } from 'node:path';
import { KEYED_PROVIDERS } from '../../contract/provider-id.ts';
import type { AppSnapshot } from '../../contract/snapshot.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { guardSwap } from '../../services/codex/guard-swap.ts';
import { listProcesses } from '../../services/codex/list-processes.ts';
import { describeCause, openLog } from '../../services/host/open-log.ts';
import { createKeyVault } from '../../services/keys/key-vault.ts';
import { keyedProviders } from '../../services/keys/keyed-providers.ts';
import { createNotedKeychain, rememberedKeysPath } from '../../services/keys/noted-keychain.ts';
import type { OsKeychain } from '../../services/keys/os-keychain.ts';
import { openSettings } from '../../services/settings/open-settings.ts';
import type { SpawnRouter } from '../../services/supervise/router-child.ts';
import { createAdaptiveWatch } from './adaptive-watch.ts';
import { type CallHandlers, createCallHandlers } from './call-handlers.ts';
import type { CliCommand } from './cli-command.ts';
import { openCodexConfig } from './codex-config.ts';
import { createCodexWatch } from './codex-watch.ts';
import { coreSnapshot } from './core-snapshot.ts';
import { createDispatchWatch } from './dispatch-watch.ts';
import { runDoctor } from './doctor/run-doctor.ts';
import { createExamDesk } from './exam-desk.ts';
import { hostOllama } from './host-ollama.ts';
import { linkOllama } from './link-ollama.ts';
import { recallKeys } from './recall-keys.ts';
import { openRecentFolders } from './recent-folders.ts';
import { createRemoteKeys } from './remote-keys.ts';
import { createRequestFeed } from './request-feed.ts';
import { createRouting } from './routing.ts';
import { createSessionWatch } from './session-watch.ts';
import { createSnapshotPulse } from './snapshot-pulse.ts';
import { adaptiveStatePath } from './stage-in-force.ts';
import type { StartAtLogin } from './start-at-login.ts';
import { createSwapKeeper } from './swap-keeper.ts';

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
  /** The OS keychain, with its patience with a search. */
  readonly openKeychain: (findWithinMs: number) => OsKeychain;
  /** How another program runs `signalbox`. */
  readonly cli: CliCommand;
  /** Asks the person for a folder, where there is a way to. */
  readonly chooseFolder?: () => Promise<string | undefined>;
  /** Where this host can be started at login. */
  readonly startAtLogin?: StartAtLogin;
}

export interface Core extends AsyncDisposable {
  snapshot(): AppSnapshot;
  /** Called at most four times a second, after something changed. */
  onSnapshot(listener: () => void): Disposable;
  readonly calls: CallHandlers;
  /** For the log's writer outside the core. */
  log(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** A locked key chain shows its person a password window, and that person may be at lunch. */
const UNLOCKED_WITHIN_MS = 30 * 60_000;
const DOCTOR_PATIENCE_MS = 5000;

/** The whole program without a surface: the tray app and the headless server both are this, with windows or pages on top. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const { env, userDataFolder } = options;
  const disposables = createDisposables();
  const inState = (name: string) => join(userDataFolder, 'state', name);

  const secrets: (() => readonly string[])[] = [];
  const log = openLog(join(userDataFolder, 'logs', 'signalbox.jsonl'), Date.now, () =>
    secrets.flatMap(live => live()),
  );
  disposables.defer(() => log.flush());
  const defect = (cause: unknown) => log.write('defect', describeCause(cause));
  const pulse = disposables.use(createSnapshotPulse(defect));
  const changed = () => pulse.mark();

  const openKeychain = (findWithinMs: number) => disposables.use(options.openKeychain(findWithinMs));
  const doctorKeychain = openKeychain(DOCTOR_PATIENCE_MS);
  const keychain = createNotedKeychain(openKeychain(UNLOCKED_WITHIN_MS), rememberedKeysPath(userDataFolder));
  const vault = createKeyVault(KEYED_PROVIDERS, env, keychain, defect);
  const remoteKeys = createRemoteKeys(env);
  secrets.push(() => Object.values(vault.reveal()), remoteKeys.all);

  const settings = disposables.use(await openSettings({ folder: userDataFolder, env, onError: defect }));
  vault.setProviders(keyedProviders(settings.current().providers));
  remoteKeys.take(settings.current().listen);
  await vault.readNotes().catch(defect);
  const recall = disposables.use(recallKeys({ vault, onChange: changed, log: log.write }));
  disposables.use(vault.onChange(changed));
  disposables.use(
    settings.onChange(() => {
      vault.setProviders(keyedProviders(settings.current().providers));
      changed();
    }),
  );

  const config = openCodexConfig({
    surroundings: { platform: options.platform, env, homeFolder: options.homeFolder },
    cli: options.cli,
    temporaryFolder: options.temporaryFolder,
    userDataFolder,
    startsAtLogin: options.startAtLogin?.isOn,
    onDefect: defect,
  });
  const { codex } = config;
  const ledgerFolder = join(codex.home, 'logs');
  const stagePath = adaptiveStatePath(userDataFolder);
  const ollama = disposables.use(
    hostOllama({
      settings,
      env,
      platform: options.platform,
      recordFile: inState('ollama.json'),
      onDefect: defect,
      log: log.write,
    }),
  );
  disposables.use(ollama.onChange(changed));
  const recent = await openRecentFolders(inState('recent-folders.json'));
  const codexWatch = disposables.use(createCodexWatch(config, changed, defect));

  const feed = createRequestFeed();
  const adaptive = await createAdaptiveWatch({ settings, statePath: stagePath, changed, defect });
  const watch = createDispatchWatch(ledgerFolder, settings);
  void watch.readToday().then(changed, defect);

  const routing = disposables.use(
    createRouting({
      spawn: options.spawnRouter,
      settings,
      vault,
      remoteKeys,
      temporaryFolder: options.temporaryFolder,
      version: options.version,
      ledgerFolder,
      statePath: inState('dispatch.json'),
      baseInstructions: () => codex.baseInstructions(),
      onDefect: defect,
    }),
  );
  secrets.push(() => [routing.localKey(), routing.door()].filter(secret => secret !== undefined));
  routing.onMessage(message => {
    if (message.type === 'requests') feed.add(message.events);
    watch.take(message);
    adaptive.take(message);
    if (message.type === 'log') log.write('router', message.line);
    if (message.type === 'listen-refused') log.write('listen-refused', { fault: message.fault });
    changed();
  });
  routing.onChange(state => {
    const { phase } = state;
    log.write('routing', { phase, ...('fault' in state && { fault: state.fault }) });
    if (phase !== 'ready' && phase !== 'draining') {
      feed.endAll(Date.now());
      watch.routerGone();
      adaptive.routerGone();
    }
    changed();
  });
  disposables.use(linkOllama(routing, ollama));

  // Opened after routing, so closed before it: nobody is sent to a router that is ending.
  const keeper = disposables.use(
    createSwapKeeper({
      swap: config.swap,
      choices: config.choices,
      routing: () => ({ state: routing.state(), door: routing.door() }),
      guard: () =>
        guardSwap(
          { command: options.cli.command, args: [...options.cli.args, 'codex', 'guard'] },
          env,
          defect,
        ),
      onReport: ({ result, kept }) => log.write('codex-restored', { result, kept }),
      onChange: changed,
      onDefect: defect,
    }),
  );
  // What a crash left in Codex's configuration goes before anything is shown.
  await keeper.reconcile();
  disposables.use(routing.onChange(() => void keeper.follow()));
  const sessions = disposables.use(
    createSessionWatch({
      home: codex.home,
      homeFolder: options.homeFolder,
      processes: () => listProcesses(options.platform),
      choices: config.choices,
      isSwapped: keeper.isActive,
      isRouting: () => routing.port() !== undefined,
      inFlight: () => routing.snapshot().inFlight,
      drainMs: () => settings.current().timeouts.drain_ms,
      async stop() {
        log.write('last-codex-ended');
        await routing.stop();
      },
      onDefect: defect,
    }),
  );
  disposables.use(
    routing.onMessage(message => {
      if (message.type !== 'requests') return;
      for (const { conversationId } of message.events) {
        if (conversationId !== undefined) sessions.called(conversationId);
      }
    }),
  );
  const exams = disposables.use(
    createExamDesk({ settings, routing, userDataFolder, onChange: changed, onDefect: defect }),
  );

  const parts = {
    ...options,
    settings,
    vault,
    recall,
    routing,
    feed,
    watch,
    adaptive,
    ollama,
    exams,
    codexWatch,
    keeper,
    recent,
  };
  const snapshot = () => coreSnapshot(parts, Date.now());
  const calls = createCallHandlers({
    ...parts,
    snapshot,
    config,
    askBeforeStop: sessions.askBeforeStop,
    doctor: () =>
      runDoctor(
        {
          ...options,
          keychain: doctorKeychain,
          settings,
          config,
          keys: vault.statuses(),
          routerPort: routing.port(),
          isOllamaOurs: ollama.state().engine.phase === 'running',
        },
        AbortSignal.timeout(25_000),
      ),
    ledgerFolder,
    adaptiveStatePath: stagePath,
    stageMoved: adaptive.reread,
    defect,
    changed,
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
