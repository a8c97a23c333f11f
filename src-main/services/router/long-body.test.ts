import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { startTestRouter, TEXT_STREAM, testSettings } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const MB = 1024 * 1024;

/** A request whose long part is of this letter alone. */
function turn(letter: string, bytes = MB, more: object = {}): string {
  return JSON.stringify({
    model: 'codex-default',
    stream: true,
    input: [{ role: 'user', content: letter.repeat(bytes) }],
    ...more,
  });
}

const sentOn = (body: string, model: string) => body.replace('codex-default', model);

/** An upstream `up` that reads and answers, after one that behaves as it is told to, if there is one. */
async function routed(first?: RequestListener) {
  const upstream = open.use(
    await startScriptedUpstream(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(TEXT_STREAM.join(''));
    }),
  );
  const providers: Record<string, object> = {
    up: { wire_api: 'responses', base_url: upstream.baseUrl },
  };
  const deployments: Record<string, object> = {
    'up-model': {
      provider: 'up',
      model: 'upstream-name',
      max_in_flight: 100,
      context_tokens: 10_000_000,
      tpm_limit: 1e9,
    },
  };
  if (first !== undefined) {
    const server = createServer(first);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    open.defer(async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    });
    const { port } = server.address() as AddressInfo; // it listens
    providers.first = { wire_api: 'responses', base_url: `http://127.0.0.1:${port}/v1` };
    deployments['first-model'] = {
      provider: 'first',
      model: 'other-name',
      max_in_flight: 100,
      context_tokens: 10_000_000,
      tpm_limit: 1e9,
    };
  }
  const candidates = [...(first === undefined ? [] : ['first-model']), 'up-model'];
  const settings = testSettings(upstream.baseUrl, {
    providers,
    deployments,
    aliases: { 'codex-default': { candidates } },
  });
  const router = open.use(await startTestRouter(settings, { up: 'k1', first: 'k2' }));
  const ask = (body: string, init: RequestInit = {}) =>
    router.fetch('/v1/responses', { method: 'POST', body, ...init });
  return { upstream, router, ask };
}

describe('a long body', () => {
  it('reaches the upstream byte for byte but for the model’s name, call after call and side by side', async () => {
    const { upstream, ask } = await routed();
    const bodies = [...'abcdefgh'].map((letter, at) => turn(letter, MB - at * 1000));
    for (const body of bodies.slice(0, 4)) expect(await (await ask(body)).text()).toBe(TEXT_STREAM.join(''));
    await Promise.all(bodies.slice(4).map(async body => (await ask(body)).text()));
    const seen = upstream.seen.map(({ body }) => body.toString()).sort();
    expect(seen.map(text => text.length)).toEqual(bodies.map(body => sentOn(body, 'upstream-name').length));
    expect(seen.every((text, at) => text === sentOn(bodies[at] ?? '', 'upstream-name'))).toBe(true);
    const lengths = upstream.seen.map(({ headers, body }) => [headers['content-length'], `${body.length}`]);
    for (const [announced, sent] of lengths) expect(announced).toBe(sent);
  });

  it('loses its metadata on the way to anyone but OpenAI, wherever it stands', async () => {
    const { upstream, ask } = await routed();
    const late = turn('x', MB, { client_metadata: { cwd: '/home/me' }, store: false });
    await (await ask(late)).text();
    const early = late
      .replace(/^\{/, '{"client_metadata":{},')
      .replace(/,"client_metadata":\{"cwd".*?\}/, '');
    await (await ask(early)).text();
    const wanted = sentOn(turn('x', MB, { store: false }), 'upstream-name');
    expect(upstream.seen.map(({ body }) => body.toString() === wanted)).toEqual([true, true]);
  });

  it('is whole at the next candidate when the first answers without reading it, and so are those after it', async () => {
    const { upstream, router, ask } = await routed((_, res) => {
      res.writeHead(503, { 'content-type': 'application/json' });
      res.end('{"error":{"message":"busy"}}');
    });
    const bodies = [...'abc'].map(letter => turn(letter, 3_900_000));
    const small = [...'de'].map(letter => turn(letter, MB));
    for (const body of [...bodies, ...small]) expect((await ask(body)).status).toBe(200);
    await vi.waitFor(() => expect(router.records.length).toBe(5));
    const wanted = [...bodies, ...small].map(body => sentOn(body, 'upstream-name'));
    expect(upstream.seen.map(({ body }, at) => body.toString() === wanted[at])).toEqual(
      wanted.map(() => true),
    );
  });

  it('is not overwritten by the next one when its client goes while it is being sent', async () => {
    const reached: (() => void)[] = [];
    const requests: IncomingMessage[] = [];
    const { ask, router } = await routed(req => {
      requests.push(req); // not read: most of the body stays in the router
      reached.shift()?.();
    });
    const leaveOnceSent = async (letter: string): Promise<void> => {
      const isThere = new Promise<void>(resolve => reached.push(resolve));
      const leaving = new AbortController();
      const asked = ask(turn(letter, 3_900_000), { signal: leaving.signal }).catch(() => 'gone');
      await isThere;
      leaving.abort();
      expect(await asked).toBe('gone');
    };
    await leaveOnceSent('Q');
    await vi.waitFor(() => expect(router.records.length).toBe(1));
    await leaveOnceSent('Z');
    for (const [at, req] of requests.entries()) {
      let text = '';
      req.on('data', chunk => {
        text += chunk;
      });
      req.on('error', () => undefined); // it is cut, as it was left
      await new Promise<void>(resolve => {
        if (req.destroyed) resolve();
        else req.on('close', () => resolve());
      });
      expect(text).not.toContain(at === 0 ? 'ZZ' : 'QQ');
    }
  });
});
