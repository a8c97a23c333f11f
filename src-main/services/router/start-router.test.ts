import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { type ScriptedUpstream, startScriptedUpstream } from './testing/scripted-upstream.ts';
import {
  responseEvent,
  startTestRouter,
  TEST_LOCAL_KEY,
  TEST_PROVIDER_KEY,
  TEXT_STREAM,
  type TestRouter,
  testSettings,
} from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

type Answer = Parameters<typeof startScriptedUpstream>[0];

const streamText: Answer = res => {
  res.writeHead(200, {
    'content-type': 'text/event-stream',
    'openai-model': 'gpt-x-2026',
    'x-request-id': 'up-1',
  });
  for (const event of TEXT_STREAM) res.write(event);
  res.end();
};

async function routed(
  answer: Answer,
  overrides: Record<string, unknown> = {},
): Promise<{ upstream: ScriptedUpstream; router: TestRouter }> {
  const upstream = open.use(await startScriptedUpstream(answer));
  const router = open.use(await startTestRouter(testSettings(upstream.baseUrl, overrides)));
  return { upstream, router };
}

const turn = (model: string, more: object = {}) =>
  JSON.stringify({ model, stream: true, input: [{ role: 'user', content: 'hé\ud83d\ude00' }], ...more });

describe('a call that is passed through', () => {
  it('gives the client the upstream’s bytes, and the upstream the client’s but for the model’s name', async () => {
    const { upstream, router } = await routed(streamText);
    const body = `{ "model":"codex-default" ,"stream":true, "input":"hé 😀\\u0041" }`;
    const answer = await router.fetch('/v1/responses', { method: 'POST', body });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(TEXT_STREAM.join(''));
    expect(answer.headers.get('openai-model')).toBeNull();
    expect(answer.headers.get('x-request-id')).toBe('up-1');
    expect(answer.headers.get('x-router-requested-model')).toBe('codex-default');
    expect(answer.headers.get('x-router-selected-model')).toBe('up-model');
    const seen = upstream.seen[0];
    expect(seen?.body.toString()).toBe(body.replace('codex-default', 'upstream-name'));
    expect(seen?.path).toBe('/v1/responses');
    expect(seen?.headers.authorization).toBe(`Bearer ${TEST_PROVIDER_KEY}`);
    expect(JSON.stringify(seen?.headers)).not.toContain(TEST_LOCAL_KEY);
  });

  it('passes a whole answer through as well', async () => {
    const whole = '{"id":"resp_9","output":[],"usage":{"input_tokens":5,"output_tokens":2,"total_tokens":7}}';
    const { router } = await routed(res => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length });
      res.end(whole);
    });
    const answer = await router.fetch('/v1/responses', {
      method: 'POST',
      body: turn('same-name', { stream: false }),
    });
    expect(await answer.text()).toBe(whole);
    expect(router.events.at(-1)).toMatchObject({
      phase: 'ended',
      status: 200,
      inputTokens: 5,
      outputTokens: 2,
    });
  });

  it('passes a compressed body on as it came when the model’s name stays', async () => {
    const { upstream, router } = await routed(streamText);
    const body = gzipSync(turn('same-name'));
    const headers = { 'content-encoding': 'gzip' };
    await (await router.fetch('/v1/responses', { method: 'POST', body, headers })).text();
    expect(upstream.seen[0]?.body.equals(body)).toBe(true);
    expect(upstream.seen[0]?.headers['content-encoding']).toBe('gzip');
    const renamed = await router.fetch('/v1/responses', {
      method: 'POST',
      body: gzipSync(turn('codex-default')),
      headers,
    });
    await renamed.text();
    expect(JSON.parse(upstream.seen[1]?.body.toString() ?? '')).toMatchObject({ model: 'upstream-name' });
  });

  it('reports what happened: model asked for, model sent to, times and tokens', async () => {
    const { router } = await routed(streamText);
    await (
      await router.fetch('/v1/responses', {
        method: 'POST',
        body: turn('codex-default'),
        headers: { 'session-id': 'thread-1' },
      })
    ).text();
    expect(router.events.map(event => event.phase)).toEqual(['started', 'first-byte', 'ended']);
    expect(router.events.at(-1)).toMatchObject({
      requestedModel: 'codex-default',
      selectedModel: 'up-model',
      provider: 'up',
      status: 200,
      attempts: 1,
      inputTokens: 1200,
      cachedInputTokens: 1000,
      outputTokens: 40,
      conversationId: 'thread-1',
    });
  });

  it('does not let Codex believe that the account was flagged', async () => {
    const created = responseEvent('response.created', {
      response: { id: 'r', headers: { 'openai-model': 'x' } },
    });
    const { router } = await routed(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(created + TEXT_STREAM.slice(1).join(''));
    });
    const text = await (
      await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') })
    ).text();
    expect(text).not.toContain('openai-model');
    expect(text).toHaveLength((created + TEXT_STREAM.slice(1).join('')).length);
  });

  it('aborts the upstream when the client goes', async () => {
    const { upstream, router } = await routed(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(TEXT_STREAM.slice(0, 3).join(''));
    });
    const client = new AbortController();
    const answer = await router.fetch('/v1/responses', {
      method: 'POST',
      body: turn('codex-default'),
      signal: client.signal,
    });
    await answer.body?.getReader().read();
    client.abort();
    await upstream.seen[0]?.cut;
    await vi.waitFor(() =>
      expect(router.events.at(-1)).toMatchObject({ phase: 'ended', errorCode: 'client-closed' }),
    );
    expect(router.router.inFlight()).toBe(0);
  });

  it('reads no faster from the upstream than the client takes', async () => {
    const chunk = responseEvent('response.output_text.delta', { delta: 'x'.repeat(64 * 1024) });
    let written = 0;
    const { router } = await routed(async res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let i = 0; i < 2000 && !res.destroyed; i += 1) {
        written += 1;
        if (!res.write(chunk)) await drained(res);
      }
    });
    const client = new AbortController();
    const answer = await router.fetch('/v1/responses', {
      method: 'POST',
      body: turn('codex-default'),
      signal: client.signal,
    });
    await answer.body?.getReader().read();
    let before = -1;
    await vi.waitFor(
      () => {
        const isStill = written === before;
        before = written;
        expect(isStill).toBe(true);
      },
      { timeout: 10_000, interval: 250 },
    );
    expect(written).toBeLessThan(1000);
    client.abort();
  });
});

describe('a call that goes wrong upstream', () => {
  it('shows a 400 of the upstream word for word', async () => {
    const body =
      '{"error":{"message":"Unsupported value","type":"invalid_request_error","code":"unsupported_value"}}';
    const { router } = await routed(res => {
      res.writeHead(400, { 'content-type': 'application/json' });
      res.end(body);
    });
    const answer = await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toBe(body);
  });

  it.each([
    [401, 400, 'key_refused'],
    [403, 400, 'key_refused'],
    [429, 429, 'rate_limited'],
    [500, 502, 'unavailable'],
    [503, 502, 'overloaded'],
    [302, 502, 'unavailable'],
  ])('turns status %i into %i %s', async (upstreamStatus, status, code) => {
    const { router } = await routed(res => {
      res.writeHead(upstreamStatus, { 'content-type': 'text/html', 'retry-after': '7' });
      res.end('<html>no</html>');
    });
    const answer = await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      error: { code, message: `the provider answered with HTTP status ${upstreamStatus}` },
    });
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('says that nothing listens there', async () => {
    const router = open.use(await startTestRouter(testSettings('http://127.0.0.1:9/v1')));
    const answer = await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      error: { code: 'unavailable', message: expect.stringContaining('nothing listens') },
    });
  });

  it('ends a stream that is cut after text truthfully, with an event Codex retries', async () => {
    const { router } = await routed(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(`${TEXT_STREAM.slice(0, 3).join('')}event: response.out`);
      setTimeout(() => res.destroy(), 50);
    });
    const text = await (
      await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') })
    ).text();
    const last = text.trimEnd().split('\n\n').at(-1) ?? '';
    expect(JSON.parse(last.slice(last.indexOf('data: ') + 6))).toMatchObject({
      type: 'response.failed',
      response: { error: { code: 'server_error' } },
    });
    expect(router.events.at(-1)).toMatchObject({ errorCode: 'stream-broken' });
  });

  it.each([
    ['nothing at all', ''],
    ['only a preamble', TEXT_STREAM[0] ?? ''],
  ])('does not take %s in a 200 for an answer', async (_, stream) => {
    const { router } = await routed(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(stream);
    });
    const text = await (
      await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') })
    ).text();
    expect(text).toMatch(/"code":"(stream_broken|server_error)"/);
    expect(router.events.at(-1)).toMatchObject({ errorCode: 'stream-broken' });
  });

  it('keeps the two deadlines apart: no first byte, and silence between chunks', async () => {
    const timeouts = { ttft_ms: 300, idle_ms: 300 };
    const { router, upstream } = await routed(
      (res, request) => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.flushHeaders();
        if (request.headers['session-id'] === 'idle') res.write(TEXT_STREAM.slice(0, 3).join(''));
      },
      { timeouts },
    );
    const noFirstByte = await router.fetch('/v1/responses', { method: 'POST', body: turn('codex-default') });
    expect(noFirstByte.status).toBe(504);
    expect(await noFirstByte.json()).toMatchObject({ error: { code: 'timeout' } });
    const silent = await router.fetch('/v1/responses', {
      method: 'POST',
      body: turn('codex-default'),
      headers: { 'session-id': 'idle' },
    });
    expect(await silent.text()).toContain('"type":"response.failed"');
    await Promise.all(upstream.seen.map(request => request.cut));
  });
});

/** Until more can be written, or nobody is there to read it. */
async function drained(res: ServerResponse): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })]).finally(() =>
    either.abort(),
  );
}
