import { randomBytes } from 'node:crypto';
import type { FromRouter } from '../../contract/router-link.ts';
import type { RoutingSnapshot } from '../../contract/snapshot.ts';
import type { ChildState } from '../../domain/supervise/child-state.ts';
import {
  localKeyPath,
  removeLocalKeyFile,
  writeLocalKeyFile,
} from '../../services/instance/local-key-file.ts';
import type { KeyVault } from '../../services/keys/key-vault.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { SpawnRouter } from '../../services/supervise/router-child.ts';
import { type RouterSupervisor, superviseRouter } from '../../services/supervise/supervise-router.ts';

export interface RoutingOptions {
  readonly spawn: SpawnRouter;
  readonly settings: Settings;
  readonly vault: KeyVault;
  readonly temporaryFolder: string;
  readonly baseInstructions: () => Promise<string>;
  readonly onMessage: (message: FromRouter) => void;
  readonly onChange: () => void;
  readonly onDefect: (cause: unknown) => void;
}

export interface Routing extends AsyncDisposable {
  state(): ChildState;
  snapshot(): RoutingSnapshot;
  port(): number | undefined;
  pid(): number | undefined;
  /** @param port instead of the one in router.yaml; 0 takes a free one */
  start(port?: number): Promise<ChildState>;
  stop(): Promise<ChildState>;
  /** For the log's fence. */
  localKey(): string | undefined;
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
  let portAsked: number | undefined;
  let inFlight = 0;

  const current = () => {
    const now = settings.current();
    return portAsked === undefined ? now : { ...now, listen: { ...now.listen, port: portAsked } };
  };
  const supervisor: RouterSupervisor = superviseRouter({
    spawn: options.spawn,
    prepare: async () => ({
      localKey: localKey ?? '',
      settings: current(),
      keys: vault.reveal(),
      baseInstructions: await options.baseInstructions(),
    }),
    onMessage(message) {
      if (message.type === 'requests') inFlight = message.inFlight;
      // A free port was asked for and found: the restart after a crash has to come back to it.
      if (message.type === 'ready' && current().listen.port === 0) portAsked = message.port;
      options.onMessage(message);
    },
    onDefect: options.onDefect,
  });
  const changes = supervisor.onChange(() => {
    inFlight = supervisor.state().phase === 'ready' ? inFlight : 0;
    options.onChange();
  });
  const keyChanges = vault.onChange(() => supervisor.send({ type: 'keys', keys: vault.reveal() }));
  const settingsChanges = settings.onChange(() => supervisor.send({ type: 'settings', settings: current() }));

  async function withdrawKey(): Promise<void> {
    if (localKey !== undefined) await removeLocalKeyFile(keyPath, localKey);
    localKey = undefined;
  }

  async function stop(): Promise<ChildState> {
    const state = await supervisor.stop(settings.current().timeouts.drain_ms);
    if (state.phase === 'stopped') await withdrawKey();
    return state;
  }

  return {
    state: () => supervisor.state(),
    snapshot: () => toSnapshot(supervisor.state(), inFlight),
    port() {
      const state = supervisor.state();
      return state.phase === 'ready' ? state.port : undefined;
    },
    pid: () => supervisor.pid(),
    async start(port) {
      const { phase } = supervisor.state();
      if (phase === 'ready' || phase === 'starting') return await supervisor.start();
      portAsked = port;
      // 256 bits, new for every session.
      localKey = randomBytes(32).toString('hex');
      await writeLocalKeyFile(keyPath, localKey);
      const state = await supervisor.start();
      if (state.phase === 'failed' || state.phase === 'stopped') await withdrawKey();
      return state;
    },
    stop,
    localKey: () => localKey,
    async [Symbol.asyncDispose]() {
      changes[Symbol.dispose]();
      keyChanges[Symbol.dispose]();
      settingsChanges[Symbol.dispose]();
      await stop();
    },
  };
}

function toSnapshot(state: ChildState, inFlight: number): RoutingSnapshot {
  return {
    phase: state.phase,
    sinceMs: state.sinceMs,
    restarts: state.restarts,
    inFlight,
    ...('port' in state && state.port !== undefined ? { port: state.port } : {}),
    ...('retryAtMs' in state ? { retryAtMs: state.retryAtMs } : {}),
    ...('fault' in state ? { fault: state.fault } : {}),
  };
}
