import { afterEach, describe, expect, it } from 'vitest';
import { DIALECT_NAMES, type StandIn, startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { createDisposables } from '../../lib/disposables.ts';
import type { TestRouter } from './testing/test-router.ts';
import { ask, type InboundName, PROVIDER_OF, requestBody, routeTo } from './testing/translated-call.ts';
import { checkCodexStream } from './wire/testing/check-codex-stream.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const INBOUND_NAMES: readonly InboundName[] = ['responses', 'chat'];
const PAIRS = INBOUND_NAMES.flatMap(api => DIALECT_NAMES.map(dialect => ({ api, dialect })));
const CASES = PAIRS.flatMap(pair => [true, false].map(isStream => ({ ...pair, isStream })));

async function routed(
  dialect: (typeof DIALECT_NAMES)[number],
  timeouts: Record<string, number> = {},
): Promise<{ upstream: StandIn; router: TestRouter }> {
  const upstream = open.use(await startStandIn(dialect));
  return { upstream, router: open.use(await routeTo([upstream], timeouts)) };
}

describe.each(CASES)('$api onto $dialect, streaming: $isStream', ({ api, dialect, isStream }) => {
  const body = requestBody(api, `to-${dialect}`, isStream);

  it('carries reasoning, text, parallel calls and the tokens', async () => {
    const { upstream, router } = await routed(dialect);
    upstream.queue({
      reasoning: 'Überlegen 🤔',
      text: 'Größe 🚦 und mehr als ein Stück Text',
      calls: [
        { tool: 'exec_command', input: { cmd: 'ls' } },
        { tool: 'exec_command', input: { cmd: 'cat "ä"' } },
      ],
      chunkBytes: 7,
    });
    const answer = await ask(router, api, body);
    expect(upstream.refusals).toEqual([]);
    expect(answer).toMatchObject({
      status: 200,
      reasoning: 'Überlegen 🤔',
      text: 'Größe 🚦 und mehr als ein Stück Text',
      ended: 'completed',
      error: undefined,
    });
    expect(answer.calls.map(([name, input]) => [name, JSON.parse(input)])).toEqual([
      ['exec_command', { cmd: 'ls' }],
      ['exec_command', { cmd: 'cat "ä"' }],
    ]);
    expect(answer.inputTokens).toBeGreaterThan(0);
    expect(router.events.at(-1)).toMatchObject({
      phase: 'ended',
      status: 200,
      selectedModel: `to-${dialect}`,
      inputTokens: answer.inputTokens,
    });
    if (api === 'responses' && isStream && dialect !== 'responses')
      expect(checkCodexStream(answer.raw)).toEqual([]);
  });

  it('says that the output limit was reached', async () => {
    const { upstream, router } = await routed(dialect);
    upstream.queue({ text: 'half', isCutShort: true });
    expect(await ask(router, api, body)).toMatchObject({ status: 200, text: 'half', ended: 'incomplete' });
  });

  it('tells an error of the provider before anything was shown as a failure of its own', async () => {
    const { upstream, router } = await routed(dialect);
    upstream.queue({ status: 429, message: 'Slow down, please.', headers: { 'retry-after': '7' } });
    const answer = await ask(router, api, body);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.error?.message).toContain('Slow down, please.');
  });

  it('tries another candidate after an error inside a 200', async () => {
    const other = dialect === 'chat' ? 'gemini' : 'chat';
    const upstreams = [open.use(await startStandIn(dialect)), open.use(await startStandIn(other))];
    const router = open.use(await routeTo(upstreams));
    upstreams[0]?.queue({ error: 'Overloaded just now.' });
    upstreams[1]?.queue({ text: 'instead' });
    const answer = await ask(router, api, { ...body, model: 'all' });
    expect(answer).toMatchObject({ status: 200, text: 'instead', ended: 'completed' });
    expect(answer.headers.get('x-router-selected-model')).toBe(`to-${other}`);
  });
});

describe.each(PAIRS)('a stream of $dialect to $api that goes wrong', ({ api, dialect }) => {
  const body = requestBody(api, `to-${dialect}`, true);

  it('is a failure when it is cut before the first text', async () => {
    const { upstream, router } = await routed(dialect);
    upstream.queue({ text: 'never seen', cutAfterEvents: 0 });
    const answer = await ask(router, api, body);
    expect(answer).toMatchObject({ status: 502, text: '' });
    expect(answer.error?.message).toContain(PROVIDER_OF[dialect]);
  });

  it('ends truthfully when it is cut after the first text', async () => {
    const { upstream, router } = await routed(dialect);
    upstream.queue({ text: 'a text that is longer than one piece of it', cutAfterEvents: EVENTS[dialect] });
    const answer = await ask(router, api, body);
    expect(answer).toMatchObject({ status: 200, ended: 'failed', error: { code: 'server_error' } });
    expect(router.events.at(-1)).toMatchObject({ errorCode: 'stream-broken' });
  });

  it('is kept alive while the provider is silent, and given up at the idle deadline', async () => {
    const { upstream, router } = await routed(dialect, { keep_alive_ms: 20, idle_ms: 200 });
    upstream.queue({ text: 'a text that is longer than one piece of it', stallAfterEvents: EVENTS[dialect] });
    const answer = await ask(router, api, body);
    expect(answer).toMatchObject({ status: 200, ended: 'failed', error: { code: 'server_error' } });
    expect(answer.raw).toMatch(KEPT_ALIVE[api]);
    expect(router.events.at(-1)).toMatchObject({ errorCode: 'timeout' });
  });
});

/** So many events of each stand-in hold the beginning of the text and not its end. */
const EVENTS = { responses: 5, chat: 2, anthropic: 4, gemini: 1 } as const;
const KEPT_ALIVE = { responses: /"type":"(ping|response\.in_progress)"/, chat: /^: keep-alive$/m } as const;
