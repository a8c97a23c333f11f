import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { RequestEvent } from '../../contract/request-event.ts';
import type { RouterSettings } from '../../contract/settings.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { Secret } from '../../lib/secret.ts';
import { createKeyProbe } from './http/check-caller.ts';
import { createRouterServer } from './http/create-server.ts';
import { listen } from './http/listen.ts';
import { createInFlight } from './in-flight.ts';
import { createRoutes } from './routes.ts';
import { createPools } from './upstream/pools.ts';

export interface RouterConfig {
  readonly runtimeId: string;
  readonly localKey: string;
  readonly settings: RouterSettings;
  /** Provider id to key. */
  readonly keys: Readonly<Record<string, string>>;
  readonly baseInstructions: string;
}

export interface RouterDeps {
  nowMs(): number;
  /** Called on the request path: must be quick. */
  onRequest(event: RequestEvent): void;
  /** A failure of the router's own. */
  onDefect(cause: unknown): void;
}

export interface RunningRouter extends AsyncDisposable {
  readonly port: number;
  inFlight(): number;
  setSettings(settings: RouterSettings): void;
  setKeys(keys: Readonly<Record<string, string>>): void;
  /**
   * Accepts no new call, waits for those in flight, then closes.
   * @returns how many calls were still running after `withinMs` and had to be cut
   */
  drain(withinMs: number): Promise<number>;
}

/**
 * The router proxy: one function, hosted by an Electron utility process, a Node child and the tests alike.
 * @throws AppError `unavailable` with detail `port_in_use` or `port_forbidden`
 */
export async function startRouter(config: RouterConfig, deps: RouterDeps): Promise<RunningRouter> {
  const disposables = createDisposables();
  let settings = config.settings;
  let keys = toSecrets(config.keys);
  const ending = new AbortController();
  const inFlight = createInFlight();
  const pools = disposables.use(createPools(settings.timeouts.connect_ms));
  const idPrefix = randomBytes(6).toString('hex');
  let served = 0;

  const holdsKey = createKeyProbe(config.localKey);

  const server = createRouterServer({
    routes: createRoutes({
      runtimeId: config.runtimeId,
      holdsKey,
      baseInstructions: config.baseInstructions,
      inFlight,
      settings: () => settings,
      keys: () => keys,
      pools,
      nowMs: deps.nowMs,
      newId: () => {
        served += 1;
        return `req_${idPrefix}${served.toString(36)}`;
      },
      report: deps.onRequest,
      ending: ending.signal,
    }),
    holdsKey,
    allowedHosts: [settings.listen.host.toLowerCase()],
    onDefect: deps.onDefect,
  });
  await listen(server, settings.listen.host, settings.listen.port);
  const { port } = server.address() as AddressInfo; // a listening TCP server always has one

  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  disposables.defer(async () => {
    ending.abort(new AppError('draining', 'Signalbox is stopping.'));
    await close();
  });

  return {
    port,
    inFlight: () => inFlight.count(),
    setSettings(next) {
      settings = next;
    },
    setKeys(next) {
      keys = toSecrets(next);
    },
    async drain(withinMs) {
      inFlight.refuseNew();
      server.closeIdleConnections();
      const cut = await inFlight.settle(withinMs);
      await disposables[Symbol.asyncDispose]();
      return cut;
    },
    [Symbol.asyncDispose]: () => disposables[Symbol.asyncDispose](),
  };
}

function toSecrets(keys: Readonly<Record<string, string>>): ReadonlyMap<string, Secret> {
  return new Map(Object.entries(keys).map(([provider, key]) => [provider, new Secret(key)]));
}
