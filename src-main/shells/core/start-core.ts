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
import { codexSnapshot } from './codex-snapshot.ts';
import { createCodexWatch } from './codex-watch.ts';
import { createDispatchWatch } from './dispatch-watch.ts';
import { runDoctor } from './doctor/run-doctor.ts';
import { createExamDesk } from './exam-desk.ts';
import { hostOllama } from './host-ollama.ts';
import { policySnapshot } from './policy-snapshot.ts';
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
  const disposables = createDisposables();
  const { env, userDataFolder } = options;
  const defect = (cause: unknown) => log.write('defect', describeCause(cause));
  const pulse = createSnapshotPulse(cause => defect(cause));
  disposables.use(pulse);

  const openKeychain = (findWithinMs: number) => disposables.use(options.openKeychain(findWithinMs));
  const doctorKeychain = openKeychain(DOCTOR_PATIENCE_MS);
  const keychain = createNotedKeychain(openKeychain(UNLOCKED_WITHIN_MS), rememberedKeysPath(userDataFolder));
  const remoteKeys = createRemoteKeys(env);
  const vault = createKeyVault(KEYED_PROVIDERS, env, keychain, cause => defect(cause));
  const log = openLog(join(userDataFolder, 'logs', 'signalbox.jsonl'), Date.now, () => [
    ...Object.values(vault.reveal()),
    ...[routing?.localKey(), routing?.door()].filter(secret => secret !== undefined),
    ...remoteKeys.all(),
  ]);
  disposables.defer(() => log.flush());
  let routing: ReturnType<typeof createRouting> | undefined;
  let keeper: ReturnType<typeof createSwapKeeper> | undefined;
  let sessions: ReturnType<typeof createSessionWatch> | undefined;

  const settings = disposables.use(await openSettings({ folder: userDataFolder, env, onError: defect }));
  vault.setProviders(keyedProviders(settings.current().providers));
  remoteKeys.take(settings.current().listen);
  await vault.readNotes().catch(defect);
  const recall = disposables.use(recallKeys({ vault, onChange: () => pulse.mark(), log: log.write }));
  const feed = createRequestFeed();
  const config = openCodexConfig({
    surroundings: { platform: options.platform, env, homeFolder: options.homeFolder },
    cli: options.cli,
    temporaryFolder: options.temporaryFolder,
    userDataFolder,
    startsAtLogin: options.startAtLogin?.isOn,
    onDefect: defect,
  });
  const { codex } = config;
  const ollama = disposables.use(
    hostOllama({
      settings,
      env,
      platform: options.platform,
      recordFile: join(userDataFolder, 'state', 'ollama.json'),
      onChange() {
        tellOllama();
        pulse.mark();
      },
      log: log.write,
    }),
  );
  /** The router leaves the local candidate out while it knows that nobody answers there. */
  function tellOllama(): void {
    if (routing?.state().phase !== 'ready') {
      toldUp = undefined;
      return;
    }
    const isUp = ollama.mayAnswer();
    if (isUp === toldUp) return;
    toldUp = isUp;
    routing.tell({ type: 'provider', provider: 'ollama', isUp });
  }
  let toldUp: boolean | undefined;
  const recent = await openRecentFolders(join(userDataFolder, 'state', 'recent-folders.json'));
  const codexWatch = disposables.use(createCodexWatch(config, () => pulse.mark(), defect));

  const ledgerFolder = join(codex.home, 'logs');
  const adaptivePath = adaptiveStatePath(userDataFolder);
  const adaptive = await createAdaptiveWatch({
    settings,
    statePath: adaptivePath,
    changed: () => pulse.mark(),
    defect,
  });
  const watch = createDispatchWatch(ledgerFolder, settings);
  void watch.readToday().then(() => pulse.mark(), defect);

  routing = createRouting({
    spawn: options.spawnRouter,
    settings,
    vault,
    remoteKeys,
    temporaryFolder: options.temporaryFolder,
    version: options.version,
    ledgerFolder,
    statePath: join(userDataFolder, 'state', 'dispatch.json'),
    baseInstructions: () => codex.baseInstructions(),
    onMessage(message) {
      if (message.type === 'requests') {
        feed.add(message.events);
        for (const { conversationId } of message.events) {
          if (conversationId !== undefined) sessions?.called(conversationId);
        }
      }
      watch.take(message);
      adaptive.take(message);
      if (message.type === 'log') log.write('router', message.line);
      if (message.type === 'listen-refused') log.write('listen-refused', { fault: message.fault });
      pulse.mark();
    },
    onChange() {
      const state = routing?.state();
      const phase = state?.phase;
      log.write('routing', { phase, ...(state !== undefined && 'fault' in state && { fault: state.fault }) });
      if (phase !== 'ready' && phase !== 'draining') {
        feed.endAll(Date.now());
        watch.routerGone();
        adaptive.routerGone();
      }
      if (phase !== undefined) ollama.followRouting(phase);
      tellOllama();
      void keeper?.follow();
      pulse.mark();
    },
    onDefect: defect,
  });
  const running = disposables.use(routing);
  // Opened after routing, so closed before it: nobody is sent to a router that is ending.
  const swapping = disposables.use(
    createSwapKeeper({
      swap: config.swap,
      choices: config.choices,
      routing: () => ({ state: running.state(), door: running.door() }),
      guard: () =>
        guardSwap(
          { command: options.cli.command, args: [...options.cli.args, 'codex', 'guard'] },
          env,
          defect,
        ),
      onReport: ({ result, kept }) => log.write('codex-restored', { result, kept }),
      onChange: () => pulse.mark(),
      onDefect: defect,
    }),
  );
  keeper = swapping;
  // What a crash left in Codex's configuration goes before anything is shown.
  await swapping.reconcile();
  const watched = disposables.use(
    createSessionWatch({
      home: codex.home,
      homeFolder: options.homeFolder,
      processes: () => listProcesses(options.platform),
      choices: config.choices,
      isSwapped: swapping.isActive,
      isRouting: () => running.port() !== undefined,
      inFlight: () => running.snapshot().inFlight,
      drainMs: () => settings.current().timeouts.drain_ms,
      async stop() {
        log.write('last-codex-ended');
        await running.stop();
      },
      onDefect: defect,
    }),
  );
  sessions = watched;
  const exams = disposables.use(
    createExamDesk({ settings, routing: running, userDataFolder, onChange: pulse.mark, onDefect: defect }),
  );
  disposables.use(vault.onChange(() => pulse.mark()));
  disposables.use(
    settings.onChange(() => {
      vault.setProviders(keyedProviders(settings.current().providers));
      pulse.mark();
    }),
  );

  const snapshot = (nowMs = Date.now(), dispatch = watch.dispatch()): AppSnapshot => ({
    version: options.version,
    host: options.host,
    nowMs,
    figures: watch.figures(nowMs),
    ...(dispatch && { dispatch }),
    routing: running.snapshot(),
    keys: [...vault.statuses()],
    ...recall.snapshot(),
    codex: codexSnapshot(codexWatch, swapping, recent, feed),
    requests: [...feed.list()],
    ollama: ollama.snapshot(),
    ...(exams.snapshot() === undefined ? {} : { exam: exams.snapshot() }),
    adaptive: adaptive.snapshot(),
    settingsProblems: [...settings.problems()],
    policy: policySnapshot(settings),
    ...(options.startAtLogin === undefined ? {} : { startsAtLogin: options.startAtLogin.isOn() }),
  });
  const calls = createCallHandlers({
    snapshot,
    routing: running,
    vault,
    settings,
    config,
    keeper: swapping,
    codexWatch,
    askBeforeStop: watched.askBeforeStop,
    recent,
    watch,
    ollama,
    exams,
    doctor: () =>
      runDoctor(
        {
          ...options,
          keychain: doctorKeychain,
          settings,
          config,
          keys: vault.statuses(),
          routerPort: running.port(),
          isOllamaOurs: ollama.state().engine.phase === 'running',
        },
        AbortSignal.timeout(25_000),
      ),
    ledgerFolder,
    adaptiveStatePath: adaptivePath,
    stageMoved: adaptive.reread,
    defect,
    changed: () => pulse.mark(),
    ...(options.startAtLogin === undefined ? {} : { startAtLogin: options.startAtLogin }),
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
