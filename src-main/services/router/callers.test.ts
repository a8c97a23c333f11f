import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { startTestRouter, TEST_LOCAL_KEY, TEXT_STREAM, testSettings } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

type Answer = Parameters<typeof startScriptedUpstream>[0];

const streamText: Answer = res => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.end(TEXT_STREAM.join(''));
};

async function routed(answer: Answer) {
  const upstream = open.use(await startScriptedUpstream(answer));
  return { router: open.use(await startTestRouter(testSettings(upstream.baseUrl))) };
}

const turn = (model: string) => JSON.stringify({ model, stream: true, input: 'hello' });

describe('who may call, and what', () => {
  it('needs the local key, this computer’s name, and no Origin', async () => {
    const { router } = await routed(streamText);
    const post = (headers: Record<string, string>) =>
      router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default'), headers });
    for (const [headers, status, code] of [
      [{ authorization: '' }, 401, 'missing_local_key'],
      [{ authorization: `Bearer ${TEST_LOCAL_KEY}x` }, 401, 'invalid_local_key'],
      [{ authorization: `Bearer ${'x'.repeat(TEST_LOCAL_KEY.length)}` }, 401, 'invalid_local_key'],
      [{ origin: 'https://evil.example' }, 403, 'origin_not_allowed'],
    ] as const) {
      const answer = await post({ ...headers });
      expect([answer.status, await answer.json()]).toMatchObject([status, { error: { code } }]);
    }
  });

  it('is called from other computers only where the person opened it, with a key of their own, by address', async () => {
    const upstream = open.use(await startScriptedUpstream(streamText));
    const remoteKey = 'a-key-of-the-person-that-nobody-finds';
    const listen = { port: 0, host: '0.0.0.0', key_env: 'MINE' } as const;
    const closed = open.use(await startTestRouter(testSettings(upstream.baseUrl), undefined, { remoteKey }));
    const opened = open.use(
      await startTestRouter(testSettings(upstream.baseUrl, { listen }), undefined, { remoteKey }),
    );
    const status = (port: number, host: string, key: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${key}` };
        request({ port, path: '/v1/models', headers }, res => {
          res.resume();
          resolve(res.statusCode);
        })
          .on('error', reject)
          .end();
      });
    const { port } = opened.router;
    expect(await status(port, '192.168.1.5:4000', remoteKey)).toBe(200);
    expect(await status(port, '127.0.0.1:4000', TEST_LOCAL_KEY)).toBe(200);
    expect(await status(port, '192.168.1.5:4000', `${remoteKey}x`)).toBe(401);
    // A page that rebinds a name to this address still sends the name.
    expect(await status(port, 'evil.example:4000', remoteKey)).toBe(403);
    expect(await status(closed.router.port, '192.168.1.5:4000', TEST_LOCAL_KEY)).toBe(403);
  });

  it('speaks no WebSocket, and says so to who asks for one', async () => {
    const { router } = await routed(streamText);
    const refused = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        authorization: `Bearer ${TEST_LOCAL_KEY}`,
      };
      request(`${router.url}/v1/responses`, { headers }, res => {
        let body = '';
        res.setEncoding('utf8').on('data', text => {
          body += text;
        });
        res.on('end', () => resolve({ status: res.statusCode, body }));
      })
        .on('error', reject)
        .end();
    });
    expect(refused.status).toBe(426);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'upgrade_not_supported' } });
  });

  it('lists what can be used now, and gives Codex its catalog', async () => {
    const { router } = await routed(streamText);
    const list = await (await router.fetch('/v1/models')).json();
    expect(list).toMatchObject({
      object: 'list',
      data: [{ id: 'codex-default' }, { id: 'up-model' }, { id: 'same-name' }],
    });
    for (const path of ['/codex/models?client_version=0.169.0', '/v1/models?client_version=0.169.0']) {
      const catalog = await (await router.fetch(path)).json();
      expect(catalog).toMatchObject({
        models: [
          {
            slug: 'codex-default',
            context_window: 200_000,
            visibility: 'list',
            base_instructions: 'Be exact.',
          },
          {},
          {},
        ],
      });
    }
    router.router.setKeys({});
    expect(await (await router.fetch('/v1/models')).json()).toMatchObject({ data: [] });
  });

  it('says its state to anybody, and who it is only to the holder of the key', async () => {
    const { router } = await routed(streamText);
    const anybody = await fetch(`${router.url}/health`);
    expect(await anybody.json()).toEqual({ status: 'ok' });
    expect(anybody.headers.get('x-router-runtime-id')).toBeNull();
    expect((await router.fetch('/health')).headers.get('x-router-runtime-id')).toBe(
      'runtime-0123456789abcdef',
    );
  });

  it('explains a missing key, an unknown model and a body that is none', async () => {
    const { router } = await routed(streamText);
    const code = async (body: string) =>
      (
        (await (await router.fetch('/v1/responses', { method: 'POST', body })).json()) as {
          error: { code: string };
        }
      ).error.code;
    expect(await code(turn('no-such-model'))).toBe('model_not_found');
    expect(await code('{"input":1}')).toBe('model_required');
    expect(await code('[]')).toBe('invalid_json');
    router.router.setKeys({});
    expect(await code(turn('codex-default'))).toBe('key_missing');
  });

  it('lets what is in flight finish when it drains, and takes nothing new', async () => {
    let finish: () => void = () => undefined;
    const { router } = await routed(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(TEXT_STREAM.slice(0, 3).join(''));
      finish = () => {
        res.end(TEXT_STREAM.slice(3).join(''));
      };
    });
    const answer = await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') });
    const drained = router.router.drain(10_000);
    const refused = await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') });
    expect(await refused.json()).toMatchObject({ error: { code: 'draining' } });
    finish();
    expect(await answer.text()).toBe(TEXT_STREAM.join(''));
    expect(await drained).toBe(0);
    await expect(fetch(`${router.url}/health`)).rejects.toThrow();
  });

  it('explains a port that is in use', async () => {
    const { router } = await routed(streamText);
    const settings = testSettings('http://127.0.0.1:9/v1', { listen: { port: router.router.port } });
    await expect(startTestRouter(settings)).rejects.toMatchObject({
      detail: 'port_in_use',
      remedy: expect.stringContaining('--port 0'),
    });
  });
});
