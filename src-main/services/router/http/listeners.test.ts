import { createServer, get, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createDisposables } from '../../../lib/disposables.ts';
import { listen } from './listen.ts';
import { createListeners, type Listeners } from './listeners.ts';

const cleanup = createDisposables();
afterEach(() => cleanup[Symbol.asyncDispose]());

const HOST = '127.0.0.1' as const;

function open(): Listeners {
  return cleanup.use(
    createListeners((_, strategy) => createServer((_req, res) => res.end(strategy ?? 'ordered'))),
  );
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await listen(server, HOST, 0);
  const port = portOf(server);
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

/** What answers a new connection there; nothing where nobody listens. */
const answer = (port: number): Promise<string | undefined> =>
  new Promise(resolve => {
    get({ port, host: HOST, agent: false }, res => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      res.on('end', () => resolve(text));
    }).on('error', () => resolve(undefined));
  });

describe('following the addresses of router.yaml', () => {
  test('the address that is left goes on answering, and can be gone back to', async () => {
    const listeners = open();
    const [first, second] = [await freePort(), await freePort()];
    await listeners.follow({ host: HOST, port: first });
    await listeners.follow({ host: HOST, port: second });
    expect(listeners.port()).toBe(second);
    expect([await answer(first), await answer(second)]).toEqual(['ordered', 'ordered']);
    await listeners.follow({ host: HOST, port: first });
    expect(listeners.port()).toBe(first);
    expect(await answer(second)).toBe('ordered');
  });

  test('a second listener comes, moves and goes without the first one', async () => {
    const listeners = open();
    await listeners.follow({ host: HOST, port: 0 });
    const port = listeners.port();
    const [one, other] = [await freePort(), await freePort()];
    await listeners.follow({ host: HOST, port, risk_adjusted_port: one });
    expect(await answer(one)).toBe('risk-adjusted');
    await listeners.follow({ host: HOST, port, risk_adjusted_port: other });
    expect([await answer(one), await answer(other)]).toEqual([undefined, 'risk-adjusted']);
    await listeners.follow({ host: HOST, port: 0 });
    expect([await answer(other), await answer(port)]).toEqual([undefined, 'ordered']);
    expect(listeners.riskAdjustedPort()).toBeUndefined();
  });

  test.each([
    'port',
    'risk_adjusted_port',
  ] as const)('a %s that another program has changes nothing, and is had when it is free', async key => {
    const listeners = open();
    await listeners.follow({ host: HOST, port: await freePort() });
    const before = listeners.port();
    const taken = createServer();
    await listen(taken, HOST, 0);
    const wanted = { host: HOST, port: await freePort(), [key]: portOf(taken) } as const;
    await expect(listeners.follow(wanted)).rejects.toMatchObject({ detail: 'port_in_use' });
    expect(listeners.port()).toBe(before);
    expect(await answer(before)).toBe('ordered');
    if (key === 'risk_adjusted_port') expect(await answer(wanted.port)).toBeUndefined();
    await new Promise(resolve => {
      taken.close(resolve);
    });
    await listeners.follow(wanted);
    expect(listeners.port()).toBe(wanted.port);
  });

  test('the two listeners cannot take each other’s place while both run, and say what does it', async () => {
    const listeners = open();
    const [first, second] = [await freePort(), await freePort()];
    await listeners.follow({ host: HOST, port: first, risk_adjusted_port: second });
    const exchanged = listeners.follow({ host: HOST, port: second, risk_adjusted_port: first });
    await expect(exchanged).rejects.toMatchObject({ remedy: expect.stringContaining('signalbox restart') });
    expect([await answer(first), await answer(second)]).toEqual(['ordered', 'risk-adjusted']);
  });

  test('opened to other computers and closed again, every port goes with it', async () => {
    const hosts: string[] = [];
    const listeners = cleanup.use(
      createListeners((host, strategy) => createServer((_req, res) => res.end(`${host} ${strategy ?? ''}`))),
    );
    const [first, second] = [await freePort(), await freePort()];
    await listeners.follow({ host: HOST, port: first });
    await listeners.follow({ host: HOST, port: second, risk_adjusted_port: 0 });
    const third = listeners.riskAdjustedPort() ?? 0;
    for (const host of ['0.0.0.0', HOST] as const) {
      await listeners.follow({ host, port: second, risk_adjusted_port: 0 });
      for (const port of [first, second, third]) hosts.push((await answer(port)) ?? 'nobody');
    }
    expect(hosts.map(host => host.trimEnd())).toEqual([
      '0.0.0.0',
      '0.0.0.0',
      '0.0.0.0 risk-adjusted',
      HOST,
      HOST,
      `${HOST} risk-adjusted`,
    ]);
  });

  test('a host that cannot be had for one port leaves all of them where they were', async () => {
    const listeners = cleanup.use(createListeners(host => createServer((_req, res) => res.end(host))));
    const [first, second] = [await freePort(), createServer()];
    await listen(second, '127.0.0.2', 0);
    await listeners.follow({ host: HOST, port: first });
    await listeners.follow({ host: HOST, port: portOf(second) });
    await expect(listeners.follow({ host: '0.0.0.0', port: portOf(second) })).rejects.toMatchObject({
      detail: 'port_in_use',
    });
    expect([await answer(first), await answer(portOf(second))]).toEqual([HOST, HOST]);
    await new Promise(resolve => {
      second.close(resolve);
    });
  });

  test('edits that come close together end where the last one says', async () => {
    const listeners = open();
    const ports = [await freePort(), await freePort(), await freePort()];
    await Promise.all(ports.map(port => listeners.follow({ host: HOST, port })));
    expect(listeners.port()).toBe(ports[2]);
  });

  test('ports an earlier process had left are answered again, where they can be had', async () => {
    const listeners = open();
    const [free, taken] = [await freePort(), createServer()];
    await listen(taken, HOST, 0);
    cleanup.defer(() => {
      taken.close();
    });
    await listeners.follow({ host: HOST, port: 0 });
    await listeners.keepAnswering([free, portOf(taken)]);
    expect(await answer(free)).toBe('ordered');
  });

  test('the end closes every address', async () => {
    const listeners = open();
    const [first, second] = [await freePort(), await freePort()];
    await listeners.follow({ host: HOST, port: first });
    await listeners.follow({ host: HOST, port: second });
    await listeners[Symbol.asyncDispose]();
    expect([await answer(first), await answer(second)]).toEqual([undefined, undefined]);
  });
});
