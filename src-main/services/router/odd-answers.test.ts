import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { type ScriptedUpstream, startScriptedUpstream } from './testing/scripted-upstream.ts';
import { oneDeployment, startTestRouter } from './testing/test-router.ts';
import { ask, type ReadAnswer, requestBody } from './testing/translated-call.ts';
import { asArray, asObject, type JsonObject, parseJson } from './wire/json.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

type Api = 'chat' | 'gemini';
type End = 'closed' | 'cut' | 'left open';

const MODELS = { chat: 'some-model', gemini: 'gemini-3.8-flash' } as const;

/** Asks a router for a model whose server writes these events and then ends its answer this way. */
async function answered(
  api: Api,
  events: readonly (JsonObject | string)[],
  end: End = 'closed',
  more: JsonObject = {},
): Promise<{ answer: ReadAnswer; upstream: ScriptedUpstream }> {
  const upstream = open.use(
    await startScriptedUpstream((res: ServerResponse) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      const data = events.map(event => (typeof event === 'string' ? event : JSON.stringify(event)));
      res.write(data.map(text => `data: ${text}\n\n`).join(''), () => {
        if (end === 'cut') res.destroy();
      });
      if (end === 'closed') res.end();
    }),
  );
  const settings = oneDeployment(api, upstream.baseUrl, { model: MODELS[api], reasoning: true });
  const router = open.use(await startTestRouter(settings, { up: 'a-key' }));
  return {
    answer: await ask(router, 'responses', { ...requestBody('responses', 'it', true), ...more }),
    upstream,
  };
}

const chat = (
  delta: JsonObject | null,
  finish_reason: string | null = null,
  more: JsonObject = {},
): JsonObject => ({
  id: 'chatcmpl-1',
  choices: [{ index: 0, delta, finish_reason }],
  ...more,
});
const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const calls = (...entries: JsonObject[]): JsonObject => ({ tool_calls: entries });
const call = (cmd: string, more: JsonObject = {}): JsonObject => ({
  index: 0,
  ...more,
  type: 'function',
  function: { name: 'exec_command', arguments: JSON.stringify({ cmd }) },
});
const gemini = (parts: readonly JsonObject[], finishReason?: string): JsonObject => ({
  candidates: [{ content: { role: 'model', parts }, ...(finishReason && { finishReason }) }],
  usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 },
});

describe('an answer is whole', () => {
  it.each<[string, Api, (JsonObject | string)[], End]>([
    [
      'though every chunk gives a reason to end',
      'chat',
      [
        chat({ content: 'All ' }, 'stop', { usage }),
        chat({ content: 'of it.' }, 'stop', { usage }),
        '[DONE]',
      ],
      'closed',
    ],
    [
      'though the reason comes before the words',
      'gemini',
      [gemini([], 'STOP'), gemini([{ text: 'All ' }]), gemini([{ text: 'of it.' }]), gemini([], 'STOP')],
      'closed',
    ],
    [
      'though every chunk gives a reason, as Gemini once did',
      'gemini',
      [gemini([{ text: 'All ' }], 'STOP'), gemini([{ text: 'of it.' }], 'STOP')],
      'closed',
    ],
    [
      'though the whole message comes once more',
      'chat',
      [
        chat({ content: 'All ' }),
        chat({ content: 'of it.' }),
        {
          id: 'chatcmpl-1',
          choices: [{ index: 0, message: { content: 'All of it.' }, finish_reason: 'stop' }],
          usage,
        },
      ],
      'closed',
    ],
    [
      'though the connection is cut behind its reason',
      'chat',
      [chat({ content: 'All of it.' }), chat({}, 'stop')],
      'cut',
    ],
    ['though Gemini is cut behind its reason', 'gemini', [gemini([{ text: 'All of it.' }], 'STOP')], 'cut'],
    [
      'though nobody says that it is over',
      'chat',
      [chat({ content: 'All of it.' }), chat({}, 'stop')],
      'left open',
    ],
  ])('%s (%s)', { timeout: 30_000 }, async (_name, api, events, end) => {
    const { answer } = await answered(api, events, end);
    expect(answer).toMatchObject({ status: 200, text: 'All of it.', ended: 'completed', error: undefined });
  });

  it('with each of its calls, though all have the index 0 and none an id', async () => {
    const { answer } = await answered('chat', [
      chat(calls(call('ls'), call('pwd'))),
      chat(calls(call('id', { id: '' }))),
      chat({}, 'tool_calls', { usage }),
      '[DONE]',
    ]);
    expect(answer).toMatchObject({ status: 200, ended: 'completed' });
    expect(answer.calls.map(([, input]) => parseJson(input))).toEqual([
      { cmd: 'ls' },
      { cmd: 'pwd' },
      { cmd: 'id' },
    ]);
  });
});

describe('an answer that its server broke off is a failure', () => {
  it.each<[string, (JsonObject | string)[]]>([
    ['finish_reason error', [chat({ content: 'Half' }), chat({ content: '' }, 'error'), '[DONE]']],
    ['finish_reason abort', [chat({ content: 'Half' }), chat({}, 'abort'), '[DONE]']],
    ['finish_reason network_error', [chat({ content: 'Half' }), chat({}, 'network_error'), '[DONE]']],
    [
      'finish_reason insufficient_system_resource',
      [chat({ content: 'Half' }), chat({}, 'insufficient_system_resource', { usage }), '[DONE]'],
    ],
    [
      'an error in the choice',
      [
        chat({ content: 'Half' }),
        {
          choices: [
            {
              delta: { content: '' },
              error: { code: 502, message: 'Upstream gone' },
              finish_reason: 'error',
            },
          ],
        },
      ],
    ],
  ])('%s', async (_name, events) => {
    const { answer } = await answered('chat', events);
    expect(answer).toMatchObject({ status: 200, ended: 'failed', error: { code: 'server_error' } });
  });

  it('a call that Gemini could not write, told by a gateway', async () => {
    const { answer } = await answered('chat', [
      chat({ content: 'I run it.' }),
      chat({}, 'function_call_filter: MALFORMED_FUNCTION_CALL', { usage }),
      '[DONE]',
    ]);
    expect(answer).toMatchObject({
      ended: 'failed',
      error: { message: expect.stringContaining('tool call') },
    });
  });

  it('a call cut short by an abort is not handed on', async () => {
    const half = { index: 0, id: 'c1', function: { name: 'exec_command', arguments: '{"cmd":"rm -r' } };
    const { answer } = await answered('chat', [chat(calls(half)), chat({}, 'abort'), '[DONE]']);
    expect(answer).toMatchObject({ calls: [], ended: 'failed' });
  });
});

it('thinking blocks of Claude behind LiteLLM go back within the tool loop, signed', async () => {
  const block = (thinking: string, signature: string): JsonObject => ({
    reasoning_content: thinking,
    thinking_blocks: [{ type: 'thinking', thinking, signature }],
  });
  const events = [
    chat(block('Step 1. ', '')),
    chat(block('Step 2.', '')),
    chat(block('', 'sig==')),
    chat({ thinking_blocks: [{ type: 'redacted_thinking', data: 'dark' }] }),
    chat(calls(call('ls', { id: 'c1' })), 'tool_calls', { usage }),
    '[DONE]',
  ];
  const { answer, upstream } = await answered('chat', events);
  const items = answer.raw.split('\n').flatMap(line => {
    const event = line.startsWith('data: ') ? asObject(parseJson(line.slice(6))) : undefined;
    return event?.type === 'response.output_item.done' ? [asObject(event.item) ?? {}] : [];
  });
  const output = { type: 'function_call_output', call_id: 'c1', output: 'a.txt' };
  const { input, ...head } = requestBody('responses', 'it', true);
  expect(upstream.seen).toHaveLength(1);
  const again = await answered('chat', events, 'closed', {
    ...head,
    input: [...asArray(input), ...items, output],
  });
  const sent = asObject(parseJson(again.upstream.seen[0]?.body.toString() ?? ''));
  expect(asArray(sent?.messages).find(message => asObject(message)?.role === 'assistant')).toMatchObject({
    thinking_blocks: [
      { type: 'thinking', thinking: 'Step 1. Step 2.', signature: 'sig==' },
      { type: 'redacted_thinking', data: 'dark' },
    ],
    tool_calls: [{ id: 'c1' }],
  });
});

it.each([
  ['its own date', 30, new Date(5_000_000_000_000)],
  ['no date, by this clock', 90, undefined],
])('a time to come back at is measured against %s', async (_name, seconds, date) => {
  const nowMs = 6_000_000_000_000;
  const resetAtMs = (date?.getTime() ?? nowMs) + seconds * 1000;
  const upstream = open.use(
    await startScriptedUpstream(res => {
      res.sendDate = false;
      res.writeHead(429, {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(resetAtMs),
        ...(date && { date: date.toUTCString() }),
      });
      res.end('{"error":{"message":"Slow down."}}');
    }),
  );
  const settings = oneDeployment('chat', upstream.baseUrl, { model: 'some-model' });
  const router = open.use(await startTestRouter(settings, { up: 'a-key' }, { nowMs: () => nowMs }));
  const answer = await ask(router, 'chat', requestBody('chat', 'it', false));
  expect(answer.headers.get('retry-after')).toBe(String(seconds));
});
