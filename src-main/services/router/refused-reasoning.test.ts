import { afterEach, expect, it } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { oneDeployment, startTestRouter } from './testing/test-router.ts';
import { ask, requestBody } from './testing/translated-call.ts';
import { asArray, type JsonObject } from './wire/json.ts';
import { encodeCarrier } from './wire/reasoning-carrier.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const MODELS = { anthropic: 'claude-opus-4-6', gemini: 'gemini-3.8-flash', chat: 'some-model' } as const;
type Api = keyof typeof MODELS;

/** What each provider's API hangs its reasoning on, as the router carries it. */
const PAYLOADS: Readonly<Record<Api, JsonObject>> = {
  anthropic: { blocks: [{ type: 'thinking', thinking: 'secret', signature: 'stale-signature' }] },
  gemini: { on: 'call', callId: 'c1', signature: 'stale-signature' },
  chat: { field: 'reasoning_details', details: [{ type: 'reasoning.encrypted', data: 'stale-signature' }] },
};

const sse = (...events: JsonObject[]): string =>
  events.map(event => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('');

const ANSWERS: Readonly<Record<Api, string>> = {
  anthropic: sse(
    { type: 'message_start', message: { id: 'msg_1', usage: { input_tokens: 9, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'fine' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
    { type: 'message_stop' },
  ),
  gemini: sse({
    candidates: [{ content: { parts: [{ text: 'fine' }] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 1 },
  }),
  chat: `${sse({ id: 'x', choices: [{ delta: { content: 'fine' }, finish_reason: 'stop' }] })}data: [DONE]\n\n`,
};

const errorOf = (message: string): JsonObject => ({
  error: { type: 'invalid_request_error', code: 400, status: 'INVALID_ARGUMENT', message },
});

it.each<[Api, string]>([
  ['anthropic', 'messages.1.content.0: Invalid `signature` in `thinking` block'],
  [
    'anthropic',
    'messages.1.content.0: Invalid `signature` in `redacted_thinking` block. The block is bound to a different conversation.',
  ],
  [
    'anthropic',
    'messages.1.content.19: `thinking` blocks in the latest assistant message cannot be modified.',
  ],
  // A gateway that does not know yet what Claude's own API takes.
  ['anthropic', 'thinking.block_binding: Extra inputs are not permitted'],
  ['gemini', 'Corrupted thought signature.'],
  ['gemini', 'Invalid thought signature.'],
  ['gemini', 'Unable to submit request because Thought signature is not valid.. Learn more: https://cloud'],
  ['chat', 'Corrupted thought signature.'],
  [
    'chat',
    "'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning_content' is unsupported)]",
  ],
  ['chat', '`messages[3].reasoning`: reasoning is not supported with this model'],
])('%s: reasoning refused with "%s" is left out, and the turn goes on', async (api, words) => {
  const upstream = open.use(
    await startScriptedUpstream((res, { body }) => {
      const isRefused = body.includes('stale-signature');
      res.writeHead(isRefused ? 400 : 200, {
        'content-type': isRefused ? 'application/json' : 'text/event-stream',
      });
      res.end(isRefused ? JSON.stringify(errorOf(words)) : ANSWERS[api]);
    }),
  );
  const settings = oneDeployment(api, upstream.baseUrl, { model: MODELS[api], reasoning: true });
  const router = open.use(await startTestRouter(settings, { up: 'a-key' }));
  const body = requestBody('responses', 'it', true);
  const provenance = { provider: 'up', wireApi: api, model: MODELS[api] };
  const encrypted_content = encodeCarrier({ provenance, payload: PAYLOADS[api] });
  const history: JsonObject[] = [
    { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content },
    { type: 'function_call', call_id: 'c1', name: 'exec_command', arguments: '{"cmd":"ls"}' },
    { type: 'function_call_output', call_id: 'c1', output: 'a.txt' },
  ];

  const answer = await ask(router, 'responses', { ...body, input: [...asArray(body.input), ...history] });
  expect(answer).toMatchObject({ status: 200, text: 'fine', ended: 'completed' });
  expect(upstream.seen.map(({ body: sent }) => sent.includes('stale-signature'))).toEqual([true, false]);
  expect(router.events.at(-1)).toMatchObject({ phase: 'ended', status: 200 });
});
