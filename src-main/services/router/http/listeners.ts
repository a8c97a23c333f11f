import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenSettings } from '../../../contract/settings.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import { say } from '../../../domain/sentence/sentence.ts';
import { listen } from './listen.ts';

type Strategy = 'risk-adjusted' | undefined;

export interface Listeners extends AsyncDisposable {
  /** @throws Error before the first `follow` */
  port(): number;
  /** Of the second listener, where there is one. */
  riskAdjustedPort(): number | undefined;
  /**
   * Listens where `next` says. A new port is had before an old one is given up, and the old one goes on answering:
   * a Codex that is open calls nowhere else. Only a second listener that is left closes at once.
   * @throws AppError `unavailable`, as `listen`; then everything is as it was
   */
  follow(next: ListenSettings): Promise<void>;
  /** Goes on answering at ports that an earlier process had left; one that cannot be had is left out. */
  keepAnswering(ports: readonly number[]): Promise<void>;
  closeIdleConnections(): void;
}

interface Listener {
  readonly port: number;
  readonly strategy: Strategy;
  host: string;
  server: Server;
}

/** @param create a server, not yet listening, for calls to `host` */
export function createListeners(create: (host: string, strategy: Strategy) => Server): Listeners {
  let main: Listener | undefined;
  let second: Listener | undefined;
  const left: Listener[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  const all = () => [main, second, ...left].filter(one => one !== undefined);

  async function serve(host: string, port: number, strategy: Strategy): Promise<Server> {
    const server = create(host, strategy);
    await listen(server, host, port);
    return server;
  }

  async function open(host: string, port: number, strategy: Strategy): Promise<Listener> {
    const server = await serve(host, port, strategy);
    return { host, port: (server.address() as AddressInfo).port, strategy, server }; // a listening TCP server always has one
  }

  /** One port cannot be listened on by two hosts at a time: what runs there is let go first, and taken back. */
  async function moveAll(host: string): Promise<void> {
    for (const one of all().filter(listener => listener.host !== host)) {
      one.server.close();
      one.server.closeIdleConnections();
      const server = await serve(host, one.port, one.strategy).catch(async cause => {
        one.server = await serve(one.host, one.port, one.strategy);
        throw cause;
      });
      Object.assign(one, { host, server });
    }
  }

  /** The listener of that port if there is one with this strategy, else a new one. Port 0 is content with any. */
  async function find(now: Listener | undefined, host: string, port: number, strategy: Strategy) {
    if (now !== undefined && (port === 0 || port === now.port)) return now;
    const held = all().find(one => one.port === port);
    if (held === undefined) return await open(host, port, strategy);
    if (held.strategy !== strategy) throw heldByOurselves(host, port);
    return held;
  }

  async function followNow({ host, port, risk_adjusted_port: secondPort }: ListenSettings): Promise<void> {
    const before = all();
    const hostBefore = main?.host;
    let nextMain: Listener | undefined;
    let nextSecond: Listener | undefined;
    try {
      await moveAll(host);
      nextMain = await find(main, host, port, undefined);
      if (secondPort !== undefined) nextSecond = await find(second, host, secondPort, 'risk-adjusted');
    } catch (cause) {
      if (nextMain !== undefined && !before.includes(nextMain)) await close(nextMain.server);
      if (hostBefore !== undefined) await moveAll(hostBefore);
      throw cause;
    }
    if (nextMain !== main) {
      if (left.includes(nextMain)) left.splice(left.indexOf(nextMain), 1);
      if (main !== undefined) left.push(main);
      main = nextMain;
    }
    if (nextSecond !== second) {
      second?.server.close();
      second?.server.closeIdleConnections();
      second = nextSecond;
    }
  }

  return {
    port() {
      if (main === undefined) throw new Error('nothing listens yet');
      return main.port;
    },
    riskAdjustedPort: () => second?.port,
    follow(next) {
      const followed = tail.then(() => followNow(next));
      tail = followed.catch(() => undefined); // the caller has the failure
      return followed;
    },
    async keepAnswering(ports) {
      const host = main?.host ?? '127.0.0.1';
      const opened = await Promise.allSettled(ports.map(port => open(host, port, undefined)));
      for (const one of opened) if (one.status === 'fulfilled') left.push(one.value);
    },
    closeIdleConnections() {
      for (const { server } of all()) server.closeIdleConnections();
    },
    async [Symbol.asyncDispose]() {
      await tail;
      await Promise.all(all().map(({ server }) => close(server)));
    },
  };
}

function heldByOurselves(host: string, port: number): AppError {
  return new AppError(
    'unavailable',
    say`Signalbox itself listens on ${host}:${port}, for its other listener.`,
    {
      detail: 'port_in_use',
      remedy: say`Restarting routing (\`signalbox restart\`) lets the two change places.`,
    },
  );
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
