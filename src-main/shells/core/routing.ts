import { randomBytes } from 'node:crypto';
import type { FromRouter } from '../../contract/from-router.ts';
import type { FileTrouble, RoutingSnapshot } from '../../contract/snapshot.ts';
import type { ToRouter } from '../../contract/to-router.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import type { ChildState } from '../../domain/supervise/child-state.ts';
import { createEmitter } from '../../lib/emitter.ts';
import {
  localKeyPath,
  removeLocalKeyFile,
  writeLocalKeyFile,
} from '../../services/instance/local-key-file.ts';
import type { KeyVault } from '../../services/keys/key-vault.ts';
import { tryListening } from '../../services/router/http/try-listening.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { SpawnRouter } from '../../services/supervise/router-child.ts';
import { type RouterSupervisor, superviseRouter } from '../../services/supervise/supervise-router.ts';
import { createListenAddress } from './listen-address.ts';
import { portsToTry } from './listen-in-use.ts';
import type { RemoteKeys } from './remote-keys.ts';

export interface RoutingOptions {
  readonly spawn: SpawnRouter;
  readonly settings: Settings;
  readonly vault: KeyVault;
  readonly remoteKeys: RemoteKeys;
  readonly temporaryFolder: string;
  readonly version: string;
  /** `$CODEX_HOME/logs`: where the request log is. */
  readonly ledgerFolder: string;
  /** File that keeps what dispatch learned over a restart. */
  readonly statePath: string;
  /** Sent after the start: asking the installed Codex takes longer than starting the router. */
  readonly baseInstructions: () => Promise<string>;
  readonly onDefect: (cause: unknown) => void;
}

export interface Routing extends AsyncDisposable {
  state(): ChildState;
  onChange(listener: (state: ChildState) => void): Disposable;
  /** Hears what the router tells. */
  onMessage(listener: (message: FromRouter) => void): Disposable;
  snapshot(): RoutingSnapshot;
  port(): number | undefined;
  pid(): number | undefined;
  /** @param port instead of the one in router.yaml; 0 takes a free one */
  start(port?: number): Promise<ChildState>;
  stop(): Promise<ChildState>;
  /**
   * Stops and starts with what router.yaml says now. The local key stays, so that whoever has it goes on.
   * @throws AppError `unavailable` where the new address cannot be had, `settings-invalid` where the key for other
   *   computers is missing: then nothing was stopped
   */
  restart(): Promise<ChildState>;
  /** Tells the running router; @throws AppError `unavailable` when routing is stopped */
  tell(message: Extract<ToRouter, { type: 'wake' | 'lift-budget' | 'provider' | 'adaptive-stage' }>): void;
  /** For the log's fence. */
  localKey(): string | undefined;
  /** Secret part of the path that takes a person's own OpenAI credentials; lives as long as the local key. */
  door(): string | undefined;
}

/**
 * Routing as a person sees it: the supervised router process together with the key file that local programs
 * authenticate with. One local key lasts from Start to Stop, restarts after a crash included, so that a Codex
 * in the middle of a turn goes on.
 */
export function createRouting(options: RoutingOptions): Routing {
  const { settings, vault } = options;
  const keyPath = localKeyPath(options.temporaryFolder);
  let localKey: string | undefined;
  let door: string | undefined;
  let withdrawal: Promise<void> = Promise.resolve();
  let inFlight = 0;
  let fileTroubles: readonly FileTrouble[] = [];
  let knownInstructions: string | undefined;
  const address = createListenAddress(settings, options.remoteKeys);
  const messages = createEmitter<FromRouter>(options.onDefect);
  const states = createEmitter<ChildState>(options.onDefect);

  const supervisor: RouterSupervisor = superviseRouter({
    spawn: options.spawn,
    prepare() {
      const { listen, ...rest } = address.atStart();
      return {
        localKey: localKey ?? '',
        ...(door === undefined ? {} : { door }),
        settings: { ...settings.current(), listen },
        policy: settings.policy(),
        keys: vault.reveal(),
        ...(knownInstructions === undefined ? {} : { baseInstructions: knownInstructions }),
        version: options.version,
        ledgerFolder: options.ledgerFolder,
        statePath: options.statePath,
        ...rest,
      };
    },
    onMessage(message) {
      if (message.type === 'requests') inFlight = message.inFlight;
      if (message.type === 'file-troubles') fileTroubles = message.troubles;
      if (message.type === 'ready') becameReady(message.port);
      if (message.type === 'listening') address.moved(message.listen);
      if (message.type === 'listen-refused') address.refused(message.fault);
      messages.emit(message);
    },
    onDefect: options.onDefect,
  });
  const changes = supervisor.onChange(state => {
    if (state.phase !== 'ready') {
      inFlight = 0;
      fileTroubles = [];
    }
    // Given up after restarts: nothing is behind the key any more.
    if (state.phase === 'failed') void withdrawKey().catch(options.onDefect);
    states.emit(state);
  });
  const keyChanges = vault.onChange(() => supervisor.send({ type: 'keys', keys: vault.reveal() }));
  const settingsChanges = settings.onChange(() => {
    if (address.inUse() === undefined) return;
    sendSettings();
    supervisor.send({ type: 'policy', policy: settings.policy() });
  });

  function sendSettings(): void {
    const { listen, ...rest } = address.whileRunning();
    supervisor.send({ type: 'settings', settings: { ...settings.current(), listen }, ...rest });
  }

  function becameReady(port: number): void {
    void sendInstructions().catch(options.onDefect);
    // It was started where it had listened. What the file wants since, it has to be told again.
    if (address.ready(port)) sendSettings();
  }

  async function sendInstructions(): Promise<void> {
    const text = await options.baseInstructions();
    if (text === knownInstructions) return;
    knownInstructions = text;
    supervisor.send({ type: 'base-instructions', text });
  }

  async function withdrawKey(): Promise<void> {
    const withdrawn = localKey;
    localKey = undefined;
    door = undefined;
    if (withdrawn !== undefined) withdrawal = removeLocalKeyFile(keyPath, withdrawn);
    await withdrawal;
  }

  async function stop(): Promise<ChildState> {
    const state = await supervisor.stop(settings.current().timeouts.drain_ms);
    if (state.phase === 'stopped') await withdrawKey();
    return state;
  }

  function isUnderWay(): boolean {
    const { phase } = supervisor.state();
    return phase === 'ready' || phase === 'starting';
  }

  async function start(): Promise<ChildState> {
    if (isUnderWay()) return await supervisor.start();
    address.wanted(); // throws before anything is begun
    await Promise.allSettled([withdrawal]);
    // 256 bits, new for every session.
    localKey = randomBytes(32).toString('hex');
    door = randomBytes(24).toString('base64url');
    await writeLocalKeyFile(keyPath, localKey);
    return await begin();
  }

  async function begin(): Promise<ChildState> {
    address.begin();
    const state = await supervisor.start();
    if (state.phase === 'failed' || state.phase === 'stopped') await withdrawKey();
    return state;
  }

  async function restart(): Promise<ChildState> {
    const held = address.inUse();
    if (held === undefined || supervisor.state().phase !== 'ready') return await start();
    // What runs is not ended for an address that cannot be had.
    const next = address.wanted();
    await tryListening(next.host, portsToTry(held, next));
    await supervisor.stop(settings.current().timeouts.drain_ms);
    return await begin();
  }

  return {
    state: () => supervisor.state(),
    onChange: states.on,
    onMessage: messages.on,
    snapshot() {
      const state = supervisor.state();
      return {
        phase: state.phase,
        sinceMs: state.sinceMs,
        restarts: state.restarts,
        inFlight,
        ...(state.phase === 'ready' ? address.snapshot() : {}),
        ...(fileTroubles.length > 0 ? { fileTroubles: [...fileTroubles] } : {}),
        ...('port' in state && state.port !== undefined ? { port: state.port } : {}),
        ...('retryAtMs' in state ? { retryAtMs: state.retryAtMs } : {}),
        ...('fault' in state ? { fault: state.fault } : {}),
      };
    },
    port() {
      const state = supervisor.state();
      return state.phase === 'ready' ? state.port : undefined;
    },
    pid: () => supervisor.pid(),
    start(port) {
      if (!isUnderWay()) address.ask(port);
      return start();
    },
    stop,
    restart,
    tell(message) {
      if (supervisor.state().phase !== 'ready') {
        throw new AppError('unavailable', say`Routing is not running.`, {
          detail: 'router_stopped',
          remedy: say`Start routing first.`,
        });
      }
      supervisor.send(message);
    },
    localKey: () => localKey,
    door: () => door,
    async [Symbol.asyncDispose]() {
      changes[Symbol.dispose]();
      keyChanges[Symbol.dispose]();
      settingsChanges[Symbol.dispose]();
      await stop();
    },
  };
}

/** @throws AppError `child-failed`, with what the router itself gave as the reason */
export function startedOrThrow(state: ChildState): undefined {
  if (state.phase === 'ready') return undefined;
  const fault = 'fault' in state ? state.fault : undefined;
  if (fault === undefined) {
    throw new AppError('child-failed', say`Routing was stopped before it was ready.`, { detail: 'stopped' });
  }
  const { code, message, remedy, said } = fault;
  throw new AppError('child-failed', message, { detail: code, remedy, said });
}
