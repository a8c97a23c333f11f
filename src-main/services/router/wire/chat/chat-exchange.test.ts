import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatAnswer } from '../../../../../e2e/fixtures/upstreams/chat-answer.ts';
import {
  CHAT_TEST_KEY,
  type ChatUpstream,
  startChatUpstream,
} from '../../../../../e2e/fixtures/upstreams/chat-upstream.ts';
import { completeAnswer } from '../answer-reader.ts';
import type { CanonicalEvent } from '../canonical-event.ts';
import { asArray, type JsonObject, parseJson } from '../json.ts';
import { responsesInbound } from '../responses/responses-inbound.ts';
import { checkCodexStream } from '../testing/check-codex-stream.ts';
import { foldAnswer } from '../testing/fold-answer.ts';
import { decodeChunks, FIXED_ESTIMATE } from '../testing/stream-corpus.ts';
import { chatDialect } from './chat-dialect.ts';

const TOOLS: JsonObject[] = [
  {
    type: 'function',
    name: 'exec_command',
    parameters: { type: 'object', properties: { cmd: { const: 'ls' } } },
  },
  {
    type: 'custom',
    name: 'apply_patch',
    format: { type: 'grammar', syntax: 'lark', definition: 'start: "x"' },
  },
  {
    type: 'namespace',
    name: 'mcp__demo',
    description: '',
    tools: [{ type: 'function', name: 'pic', parameters: {} }],
  },
];

let upstream: ChatUpstream;
beforeAll(async () => {
  upstream = await startChatUpstream({ demandsReasoning: true, models: ['stand-in'] });
});
afterAll(() => upstream[Symbol.asyncDispose]());

async function ask(
  input: readonly JsonObject[],
  stream: boolean,
  model = 'stand-in',
): Promise<CanonicalEvent[]> {
  const target = { provider: 'deepseek', wireApi: 'chat', model } as const;
  const request = responsesInbound.parseRequest({
    model: 'codex-default',
    stream,
    input: [...input],
    tools: TOOLS,
  });
  const { path, headers, body, context } = chatDialect.encodeRequest(request, target);
  const response = await fetch(upstream.baseUrl + path, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${CHAT_TEST_KEY}` },
    body,
  });
  if (!response.ok) {
    const said = chatDialect.decodeError(
      response.status,
      Object.fromEntries(response.headers),
      await response.text(),
    );
    return [{ type: 'failed', ...said }];
  }
  if (!stream) {
    const json = parseJson(await response.text()) ?? null;
    return completeAnswer(chatDialect.decodeComplete(json, context), FIXED_ESTIMATE);
  }
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read())
      chunks.push(part.value);
  } catch (cause) {
    // The stand-in cut the connection: what came before counts.
    expect(cause).toBeInstanceOf(Error);
  }
  return decodeChunks(chatDialect, context, chunks);
}

const user: JsonObject = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'go' }] };

describe('an exchange with a strict Chat Completions server', () => {
  it('runs a tool loop: reasoning, a patch and a namespaced call in parallel, their outputs, an answer', async () => {
    const patch = '*** Begin Patch\n+ünï "x"\n*** End Patch\n';
    upstream.queue({
      reasoning: 'I should edit, then look.',
      text: 'Editing.',
      calls: [
        { tool: 'apply_patch', arguments: JSON.stringify({ input: patch }) },
        { tool: 'mcp__demo__pic', arguments: '' },
      ],
      chunkBytes: 3,
    });
    const events = await ask([user], true);
    const identity = { answerId: 'a1', model: 'codex-default', createdAtMs: 0 };
    const encoder = responsesInbound.createEncoder(identity);
    expect(checkCodexStream(events.map(event => encoder.encode(event)).join(''))).toEqual([]);
    const output = asArray(responsesInbound.encodeComplete(events, identity).output) as JsonObject[];
    expect(output.slice(1)).toMatchObject([
      { type: 'message', content: [{ text: 'Editing.' }] },
      { type: 'custom_tool_call', name: 'apply_patch', input: patch },
      { type: 'function_call', namespace: 'mcp__demo', name: 'pic', arguments: '{}' },
    ]);
    const outputs = output.slice(2).map((call): JsonObject => {
      const type = `${call.type === 'custom_tool_call' ? 'custom_tool' : 'function'}_call_output`;
      return {
        type,
        call_id: call.call_id,
        output: [{ type: 'input_image', image_url: 'data:image/png;base64,AA==' }],
      };
    });
    upstream.queue({ text: 'Done.' });
    const last = await ask([user, ...output, ...outputs], true);
    expect(foldAnswer(last)).toMatchObject({ items: [{ kind: 'text', text: 'Done.' }], end: 'stop' });
  });

  it.each<[string, ChatAnswer, object]>([
    ['a cut', { text: 'This is cut in the middle', cutAfterEvents: 2 }, { code: 'stream-broken' }],
    [
      'an error inside a 200',
      { text: 'Half', error: { message: 'boom', code: 500 } },
      { code: 'unavailable' },
    ],
    ['an empty answer', {}, { detail: 'empty_answer' }],
    ['a 500', { status: 500, error: { message: 'boom' } }, { code: 'unavailable', message: 'boom' }],
    [
      'a 429 with a wait',
      { status: 429, error: { message: 'slow' }, headers: { 'retry-after': '7' } },
      { code: 'rate-limited', retryAfterSeconds: 7 },
    ],
    [
      'an empty purse',
      { status: 429, error: { message: 'pay', code: 'insufficient_quota' } },
      { code: 'rate-limited', detail: 'insufficient_quota' },
    ],
    [
      'a full context',
      { status: 400, error: { message: 'too long', code: 'context_length_exceeded' } },
      { code: 'rejected', detail: 'context_length_exceeded' },
    ],
  ])('reports %s as what it is', async (_name, answer, expected) => {
    upstream.queue(answer);
    expect((await ask([user], true)).at(-1)).toMatchObject({ type: 'failed', ...expected });
  });

  it('tells a model that is gone and a length limit', async () => {
    expect(await ask([user], true, 'gone')).toMatchObject([
      { code: 'unavailable', detail: 'model_not_found' },
    ]);
    upstream.queue({ text: 'Long', finishReason: 'length' });
    expect(foldAnswer(await ask([user], true)).end).toBe('length');
  });

  it('reads a whole answer, with its usage estimated where none is reported', async () => {
    upstream.queue({ text: 'Hello.', usage: null });
    const events = await ask([user], false);
    expect(foldAnswer(events)).toMatchObject({
      items: [{ kind: 'text', text: 'Hello.' }],
      usage: { source: 'estimated', totalTokens: 102 },
    });
  });
});
