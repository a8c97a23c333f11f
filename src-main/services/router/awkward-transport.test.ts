import { afterEach, describe, expect, it } from 'vitest';
import { MANNERS, startAwkwardServer } from '../../../e2e/fixtures/upstreams/awkward-server.ts';
import { DIALECT_NAMES, type DialectName, startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { ask, requestBody, routeTo } from './testing/translated-call.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const CASES = DIALECT_NAMES.flatMap(dialect =>
  MANNERS.map(manner => ({ dialect, manner, name: manner.name })),
);

describe.each(CASES)('an answer of $dialect written $name', ({ dialect, manner }) => {
  it('is whole for Codex, calls and tokens too', async () => {
    const upstream = open.use(await startStandIn(dialect));
    const { baseUrl } = open.use(await startAwkwardServer(upstream.baseUrl, manner));
    const router = open.use(await routeTo([{ ...upstream, baseUrl }]));
    upstream.queue({
      reasoning: 'Überlegen 🤔',
      text: 'Größe 🚦, event: response.completed',
      calls: [{ tool: 'exec_command', input: { cmd: 'echo "event: response.completed"' } }],
    });
    const answer = await ask(router, 'responses', requestBody('responses', `to-${dialect}`, true));
    expect(upstream.refusals).toEqual([]);
    expect(answer).toMatchObject({
      status: 200,
      reasoning: 'Überlegen 🤔',
      text: 'Größe 🚦, event: response.completed',
      ended: 'completed',
      error: undefined,
    });
    expect(answer.calls.map(([, input]) => JSON.parse(input))).toEqual([
      { cmd: 'echo "event: response.completed"' },
    ]);
    expect(router.events.at(-1)).toMatchObject({
      phase: 'ended',
      status: 200,
      inputTokens: answer.inputTokens,
    });
    expect(router.events.at(-1)?.errorCode).toBeUndefined();
  });
});

/** A text as the one event that holds it, and what ends the answer. */
const ONE_EVENT: Readonly<Record<DialectName, (text: string) => readonly object[]>> = {
  responses: text => [
    {
      type: 'response.output_item.done',
      item: { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] },
    },
    { type: 'response.completed', response: { id: 'resp_1', status: 'completed' } },
  ],
  chat: text => [{ id: 'x', choices: [{ delta: { content: text }, finish_reason: 'stop' }] }],
  anthropic: text => [
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
    { type: 'message_stop' },
  ],
  gemini: text => [{ candidates: [{ content: { parts: [{ text }] }, finishReason: 'STOP' }] }],
};

it.each(DIALECT_NAMES)('one event of five megabytes comes through %s', { timeout: 60_000 }, async dialect => {
  const text = 'Größe 🚦 '.repeat(400_000);
  const events = ONE_EVENT[dialect](text).map(event => `data: ${JSON.stringify(event)}\n\n`);
  const server = open.use(
    await startScriptedUpstream(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(events.join(''));
    }),
  );
  const standIn = open.use(await startStandIn(dialect));
  const router = open.use(await routeTo([{ ...standIn, baseUrl: server.baseUrl }]));
  const answer = await ask(router, 'responses', requestBody('responses', `to-${dialect}`, true));
  expect(answer).toMatchObject({ status: 200, ended: 'completed', error: undefined });
  expect(answer.text.length).toBe(text.length);
  expect(answer.text === text).toBe(true);
});

it.each(
  MANNERS.filter(manner => manner.pack !== undefined && manner.head !== undefined),
)('an error $name is read', async manner => {
  const body = Buffer.from(JSON.stringify({ error: { message: 'Slow down, please.', code: 'rate_limit' } }));
  const upstream = open.use(
    await startScriptedUpstream(res => {
      const [encoding = ''] = (manner.head ?? []).map(line => line.split(': ')[1] ?? '');
      res.writeHead(429, { 'content-type': 'application/json', 'content-encoding': encoding });
      res.end(manner.pack?.(body));
    }),
  );
  const standIn = open.use(await startStandIn('responses'));
  const router = open.use(await routeTo([{ ...standIn, baseUrl: upstream.baseUrl }]));
  const answer = await ask(router, 'responses', requestBody('responses', 'to-responses', true));
  expect(answer.error?.message).toContain('Slow down, please.');
  expect(upstream.seen[0]?.headers['accept-encoding']).toBe('identity');
});
