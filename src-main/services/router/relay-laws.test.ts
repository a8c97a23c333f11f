import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { startTestRouter } from './testing/test-router.ts';
import { ask, requestBody, routeTo } from './testing/translated-call.ts';
import { asArray } from './wire/json.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const chunk = (content: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

async function chatRouter(answer: Parameters<typeof startScriptedUpstream>[0]) {
  const upstream = open.use(await startScriptedUpstream(answer));
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: { up: { wire_api: 'chat', base_url: upstream.baseUrl } },
    deployments: { chat: { provider: 'up', model: 'm' } },
    aliases: {},
  });
  return { upstream, router: open.use(await startTestRouter(settings)) };
}

describe('a translated stream', () => {
  it('ends the request to the provider when the client goes', async () => {
    const { upstream, router } = await chatRouter(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(chunk('first'));
    });
    const leaving = new AbortController();
    const response = await router.fetch('/v1/responses', {
      method: 'POST',
      body: JSON.stringify(requestBody('responses', 'chat', true)),
      signal: leaving.signal,
    });
    await response.body?.getReader().read();
    leaving.abort();
    await upstream.seen[0]?.cut;
    await vi.waitFor(() => expect(router.events.at(-1)).toMatchObject({ errorCode: 'client-closed' }));
  });

  it('reads no faster from the provider than the client takes', async () => {
    let written = 0;
    const { router } = await chatRouter(async res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      const big = chunk('x'.repeat(64 * 1024));
      while (written < 64 * 1024 * 1024 && !res.destroyed) {
        written += big.length;
        if (!res.write(big)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
      }
      res.end('data: [DONE]\n\n');
    });
    const leaving = new AbortController();
    await router.fetch('/v1/responses', {
      method: 'POST',
      body: JSON.stringify(requestBody('responses', 'chat', true)),
      signal: leaving.signal,
    });
    // Nobody reads the answer: what was written settles far below the whole.
    let before = -1;
    await vi.waitFor(
      () => {
        const isSettled = written === before;
        before = written;
        expect(isSettled).toBe(true);
      },
      { timeout: 10_000, interval: 250 },
    );
    expect(written).toBeLessThan(40 * 1024 * 1024);
    leaving.abort();
  });

  it('estimates the tokens of a provider that reports none, and says so', async () => {
    const { router } = await chatRouter(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(
        `${chunk('four words of text')}data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`,
      );
    });
    const answer = await ask(router, 'responses', requestBody('responses', 'chat', true));
    expect(answer.raw).toContain('"estimated":true');
    expect(answer.inputTokens).toBeGreaterThan(10);
  });

  it('names the tools that had to be left out', async () => {
    const upstream = open.use(await startStandIn('chat'));
    const router = open.use(await routeTo([upstream]));
    const body = requestBody('responses', 'to-chat', true);
    const tools = [...asArray(body.tools), { type: 'web_search', external_web_access: false }];
    const answer = await ask(router, 'responses', { ...body, tools });
    expect(answer.headers.get('x-router-notes')).toContain('web_search');
    expect(upstream.refusals).toEqual([]);
  });
});

describe('reasoning in the history of a thread', () => {
  it('is sent once more without it where OpenAI refuses what it did not seal', async () => {
    const upstream = open.use(await startStandIn('responses'));
    const router = open.use(await routeTo([upstream]));
    const body = requestBody('responses', 'to-responses', true);
    const foreign = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAAAnot-ours' };
    const said = {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Hm.' }],
    };
    const more = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Go on.' }] };
    const answer = await ask(router, 'responses', {
      ...body,
      input: [...asArray(body.input), foreign, said, more],
    });
    expect(answer).toMatchObject({ status: 200, ended: 'completed' });
    expect(upstream.refusals).toHaveLength(1);
    expect(JSON.stringify(upstream.accepted)).not.toContain('not-ours');
  });
});
