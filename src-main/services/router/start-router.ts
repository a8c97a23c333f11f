import { randomBytes } from 'node:crypto';
import type { Policy } from '../../contract/policy.ts';
import type { ListenSettings, RouterSettings } from '../../contract/settings.ts';
import { FALLBACK_BASE_INSTRUCTIONS } from '../../domain/codex/pick-base-instructions.ts';
import type { DispatchEvent } from '../../domain/dispatch/dispatch-event.ts';
import type { DispatchState } from '../../domain/dispatch/dispatch-state.ts';
import type { SavedDispatch } from '../../domain/dispatch/saved-state.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { CancellationSource } from '../../lib/cancellation.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { Secret } from '../../lib/secret.ts';
import type { CallReports } from './call-report.ts';
import type { AdaptiveSeam } from './dispatch/adaptive-seam.ts';
import { createAttemptTargets } from './dispatch/attempt-targets.ts';
import { createDispatchHost } from './dispatch/dispatch-host.ts';
import { createEventStream } from './dispatch/event-stream.ts';
import { createRequestReader } from './dispatch/read-request.ts';
import { createBodyBuffers } from './http/body-buffers.ts';
import { createKeyProbe, type KeyProbe } from './http/check-caller.ts';
import { createRouterServer } from './http/create-server.ts';
import { createListeners } from './http/listeners.ts';
import { createInFlight } from './in-flight.ts';
import { createLateInstructions } from './late-instructions.ts';
import { createDoorProbe } from './own-plan/door.ts';
import { createOwnPlan } from './own-plan/serve-own-plan.ts';
import { createRoutes, type RouteDeps } from './routes.ts';
import { createPools } from './upstream/pools.ts';

export interface RouterConfig {
  readonly runtimeId: string;
  readonly version: string;
  readonly localKey: string;
  /** A second one, for callers on other computers. */
  readonly remoteKey?: string | undefined;
  /** Secret path part at which requests with the person's own OpenAI credentials are taken. */
  readonly door?: string | undefined;
  readonly settings: RouterSettings;
  readonly policy: Policy;
  /** Provider id to key. */
  readonly keys: Readonly<Record<string, string>>;
  /** Absent: they come later by `setBaseInstructions`. */
  readonly baseInstructions?: string | undefined;
  /** What dispatch had learned before the last end. */
  readonly saved?: SavedDispatch | undefined;
  /** Ports beside that of `settings` at which somebody may still call. */
  readonly leftPorts?: readonly number[] | undefined;
}

export interface RouterDeps {
  nowMs(): number;
  /** Has `nowMs` take over the system's time. Called while no call runs. @returns milliseconds it moved by */
  adjustClock?(): number;
  /** Uniform in [0, 1); default `Math.random`. */
  random?(): number;
  readonly reports: CallReports;
  /** The dispatch state changed. Called on the request path: must be quick. */
  onDispatchChange?(): void;
  readonly adaptive?: AdaptiveSeam | undefined;
  /** A failure of the router's own. */
  onDefect(cause: unknown): void;
}

export interface RunningRouter extends AsyncDisposable {
  /** Where it listens now. */
  readonly port: number;
  /** Of the second listener, where there is one. */
  readonly riskAdjustedPort: number | undefined;
  /**
   * Listens where `listen` says; ports that are left go on answering until the end.
   * @throws AppError `unavailable` where one cannot be had: then nothing was changed
   */
  relisten(listen: ListenSettings): Promise<void>;
  inFlight(): number;
  dispatchState(): DispatchState;
  /** A fact from outside: a deployment woken, the budgets lifted, a server up or down. */
  tellDispatch(event: Extract<DispatchEvent, { type: 'woken' | 'budget-lifted' | 'provider-changed' }>): void;
  /** @param remoteKey as in the configuration; without it other computers are not let in any more */
  setSettings(settings: RouterSettings, remoteKey?: string): void;
  setPolicy(policy: Policy): void;
  setKeys(keys: Readonly<Record<string, string>>): void;
  setBaseInstructions(text: string): void;
  /**
   * Accepts no new call, waits for those in flight, then closes.
   * @returns how many calls were still running after `withinMs` and had to be cut
   */
  drain(withinMs: number): Promise<number>;
}

/** How long a cut call has to write its report. */
const CUT_CALLS_MS = 1000;
/** Countdowns are shown while nobody calls. */
const FOLLOW_CLOCK_MS = 1000;

/**
 * The router proxy: one function, hosted by an Electron utility process, a Node child and the tests alike.
 * @throws AppError `unavailable` with detail `port_in_use` or `port_forbidden`
 */
export async function startRouter(config: RouterConfig, deps: RouterDeps): Promise<RunningRouter> {
  const disposables = createDisposables();
  let { settings, policy } = config;
  const instructions = createLateInstructions(config.baseInstructions, FALLBACK_BASE_INSTRUCTIONS);
  let keys = toSecrets(config.keys);
  let targets = createAttemptTargets(settings, keys);
  const ending = new CancellationSource();
  const inFlight = createInFlight(followClock);
  const pools = disposables.use(createPools(settings.timeouts.connect_ms));
  const events = disposables.use(createEventStream());
  const dispatch = createDispatchHost({
    settings,
    policy,
    keys: config.keys,
    saved: config.saved,
    nowMs: deps.nowMs,
    random: deps.random ?? Math.random,
    onChange: () => deps.onDispatchChange?.(),
  });
  const probeFor = (remoteKey: string | undefined) =>
    createKeyProbe([config.localKey, remoteKey ?? []].flat());
  let probe = probeFor(config.remoteKey);
  const holdsKey: KeyProbe = headers => probe(headers);
  const routeDeps: RouteDeps = {
    runtimeId: config.runtimeId,
    version: config.version,
    holdsKey,
    baseInstructions: instructions.read,
    inFlight,
    settings: () => settings,
    policy: () => policy,
    targets: () => targets,
    dispatch,
    reader: createRequestReader(),
    adaptive: deps.adaptive,
    events,
    pools,
    bodies: createBodyBuffers(),
    nowMs: deps.nowMs,
    newId: createIds(),
    reports: {
      event(id, describe) {
        events.send(describe);
        deps.reports.event(id, describe);
      },
      decided: deps.reports.decided,
      record: deps.reports.record,
      ownPlan: plan => deps.reports.ownPlan?.(plan),
    },
    ending,
  };
  function followClock(): void {
    const byMs = inFlight.count() === 0 ? (deps.adjustClock?.() ?? 0) : 0;
    if (byMs !== 0) dispatch.apply({ type: 'clock-moved', byMs });
  }
  const clockTimer = setInterval(followClock, FOLLOW_CLOCK_MS);
  clockTimer.unref();
  disposables.defer(() => clearInterval(clockTimer));
  const ownPlan = createOwnPlan(routeDeps);
  const listeners = createListeners((host, strategy) =>
    createRouterServer({
      routes: createRoutes(routeDeps, strategy),
      holdsKey,
      ...(strategy === undefined && {
        door: {
          below: createDoorProbe(config.door),
          serve: (req, res, path) =>
            inFlight.track(async () => {
              await pools.load();
              if (!req.destroyed || req.complete) await ownPlan(req, res, path);
            }),
        },
      }),
      isOpen: host !== '127.0.0.1',
      onDefect: deps.onDefect,
    }),
  );
  disposables.defer(async () => {
    ending.cancel(new AppError('draining', 'Signalbox is stopping.'));
    await inFlight.settle(CUT_CALLS_MS);
    await listeners[Symbol.asyncDispose]();
  });
  try {
    await listeners.follow(settings.listen);
    await listeners.keepAnswering(config.leftPorts ?? []);
  } catch (cause) {
    await disposables[Symbol.asyncDispose]();
    throw cause;
  }

  // After whoever waits for this was told that the router is ready: the first call would load it otherwise.
  setImmediate(() => void pools.load().catch(deps.onDefect));

  return {
    get port() {
      return listeners.port();
    },
    get riskAdjustedPort() {
      return listeners.riskAdjustedPort();
    },
    relisten: listeners.follow,
    inFlight: () => inFlight.count(),
    dispatchState: dispatch.state,
    tellDispatch: dispatch.apply,
    setSettings(next, remoteKey) {
      settings = next;
      probe = probeFor(remoteKey);
      pools.setConnectTimeout(next.timeouts.connect_ms);
      targets = createAttemptTargets(settings, keys);
      dispatch.apply({ type: 'settings-changed', settings });
    },
    setPolicy(next) {
      policy = next;
      dispatch.apply({ type: 'policy-changed', policy });
    },
    setKeys(next) {
      keys = toSecrets(next);
      targets = createAttemptTargets(settings, keys);
      dispatch.setKeys(next);
    },
    setBaseInstructions: instructions.set,
    async drain(withinMs) {
      inFlight.refuseNew();
      listeners.closeIdleConnections();
      const cut = await inFlight.settle(withinMs);
      await disposables[Symbol.asyncDispose]();
      return cut;
    },
    [Symbol.asyncDispose]: () => disposables[Symbol.asyncDispose](),
  };
}

/** Unique over restarts as well: the log tells requests apart by them. */
function createIds(): () => string {
  const prefix = randomBytes(6).toString('hex');
  let served = 0;
  return () => {
    served += 1;
    return `req_${prefix}${served.toString(36)}`;
  };
}

function toSecrets(keys: Readonly<Record<string, string>>): ReadonlyMap<string, Secret> {
  return new Map(Object.entries(keys).map(([provider, key]) => [provider, new Secret(key)]));
}
