import { describe, expect, it } from 'vitest';
import { encodeAnthropicRequest } from './anthropic/encode-request.ts';
import type { CanonicalRequest } from './canonical-request.ts';
import { encodeChatRequest } from './chat/encode-request.ts';
import { readChatRequest } from './chat/read-request.ts';
import type { EncodedRequest } from './dialect.ts';
import { encodeGeminiRequest } from './gemini/encode-request.ts';
import { asObject, type JsonObject, parseJson } from './json.ts';
import { encodeResponsesRequest } from './responses/encode-request.ts';
import { readResponsesRequest } from './responses/read-request.ts';
import type { WireTarget } from './wire-target.ts';

type Encode = (request: CanonicalRequest, target: WireTarget) => EncodedRequest;
const UPSTREAMS = {
  openai: [encodeChatRequest, { provider: 'openai', wireApi: 'chat', model: 'gpt-6-sol' }],
  gateway: [encodeChatRequest, { provider: 'gateway', wireApi: 'chat', model: 'm', reasoning: true }],
  responses: [encodeResponsesRequest, { provider: 'openai', wireApi: 'responses', model: 'gpt-6-sol' }],
  anthropic: [
    encodeAnthropicRequest,
    { provider: 'anthropic', wireApi: 'anthropic', model: 'claude-sonnet-4-5' },
  ],
  gemini: [encodeGeminiRequest, { provider: 'gemini', wireApi: 'gemini', model: 'gemini-3.8-flash' }],
} as const satisfies Record<string, readonly [Encode, WireTarget]>;

const PARAMETERS = { type: 'object', properties: { q: { type: 'string' } } };
const SHAPE = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
const CLOSED: JsonObject = { ...SHAPE, additionalProperties: false };
const OPEN: JsonObject = SHAPE;
const CHAT: JsonObject = {
  model: 'm',
  stream: true,
  messages: [{ role: 'user', content: 'Hi' }],
  tools: ['f', 'g'].map(name => ({
    type: 'function',
    function: { name, description: name, parameters: PARAMETERS },
  })),
};

/** What a field changes in the body that goes out, and the notes it leaves. */
function effectOf(given: JsonObject, upstream: keyof typeof UPSTREAMS) {
  const [encode, target] = UPSTREAMS[upstream];
  const send = (body: JsonObject) => {
    const request = readChatRequest(body);
    const encoded = encode(request, target);
    const notes = [...encoded.notes, ...(request.leftOut ?? []).map(field => `${field} left out`)];
    return { body: asObject(parseJson(encoded.body)) ?? {}, notes };
  };
  const before = send(CHAT);
  const after = send({ ...CHAT, ...given });
  const isChanged = (key: string) => JSON.stringify(before.body[key]) !== JSON.stringify(after.body[key]);
  const changed = Object.keys({ ...before.body, ...after.body }).filter(isChanged);
  const sent = Object.fromEntries(changed.map(key => [key, after.body[key] ?? 'gone']));
  return after.notes.length === 0 ? sent : { ...sent, notes: after.notes };
}

type Effects = Readonly<Record<keyof typeof UPSTREAMS, JsonObject>>;
const same = (effect: JsonObject): Effects => ({
  openai: effect,
  gateway: effect,
  responses: effect,
  anthropic: effect,
  gemini: effect,
});
const NOTHING = same({});
const lost = (...fields: readonly string[]): Effects =>
  same({ notes: fields.map(field => `${field} left out`) });

describe('a field of Chat Completions', () => {
  it.each<[string, JsonObject, Effects]>([
    ['n', { n: 1 }, NOTHING],
    ['stream_options', { stream_options: { include_usage: true } }, NOTHING],
    ['user', { user: 'ada', safety_identifier: 'h' }, NOTHING],
    ['metadata', { metadata: { a: 'b' } }, NOTHING],
    ['store', { store: true }, NOTHING],
    ['logprobs', { logprobs: true, top_logprobs: 3 }, lost('logprobs', 'top_logprobs')],
    ['logprobs that are off', { logprobs: false, logit_bias: {} }, NOTHING],
    ['logit_bias', { logit_bias: { 50256: -100 } }, lost('logit_bias')],
    ['audio', { modalities: ['text', 'audio'], audio: { voice: 'a' } }, lost('modalities', 'audio')],
    ['prediction', { prediction: { type: 'content', content: 'x' } }, lost('prediction')],
    ['a field nobody knows', { best_of: 3 }, lost('best_of')],
    [
      'seed',
      { seed: 7 },
      {
        openai: { seed: 7 },
        gateway: { seed: 7 },
        responses: { notes: ['seed and penalties left out'] },
        anthropic: { notes: ['seed left out'] },
        gemini: { generationConfig: { seed: 7 } },
      },
    ],
    [
      'prompt_cache_key',
      { prompt_cache_key: 'k' },
      { ...NOTHING, openai: { prompt_cache_key: 'k' }, responses: { prompt_cache_key: 'k' } },
    ],
    [
      'service_tier',
      { service_tier: 'flex' },
      {
        openai: { service_tier: 'flex' },
        gateway: { notes: ['service tier left out'] },
        responses: { service_tier: 'flex' },
        anthropic: { notes: ['service tier flex left out'] },
        gemini: { serviceTier: 'flex' },
      },
    ],
    [
      'reasoning_effort',
      { reasoning_effort: 'low' },
      {
        openai: { reasoning_effort: 'low' },
        gateway: { reasoning_effort: 'low' },
        responses: { reasoning: { effort: 'low' } },
        anthropic: { thinking: { type: 'enabled', budget_tokens: 4096 } },
        gemini: { generationConfig: { thinkingConfig: { thinkingLevel: 'low', includeThoughts: true } } },
      },
    ],
    [
      'verbosity',
      { verbosity: 'low' },
      {
        openai: { verbosity: 'low' },
        gateway: { notes: ['verbosity left out'] },
        responses: { text: { verbosity: 'low' } },
        anthropic: { notes: ['verbosity left out'] },
        gemini: { notes: ['verbosity left out'] },
      },
    ],
    [
      'response_format',
      { response_format: { type: 'json_schema', json_schema: { name: 'n', schema: CLOSED } } },
      {
        openai: { response_format: { type: 'json_schema', json_schema: { name: 'n', schema: CLOSED } } },
        gateway: { response_format: { type: 'json_schema', json_schema: { name: 'n', schema: CLOSED } } },
        responses: { text: { format: { type: 'json_schema', name: 'n', schema: CLOSED } } },
        anthropic: { output_config: { format: { type: 'json_schema', schema: CLOSED } } },
        gemini: { generationConfig: { responseMimeType: 'application/json', responseSchema: OPEN } },
      },
    ],
    [
      'parallel_tool_calls',
      { parallel_tool_calls: false },
      {
        ...same({ parallel_tool_calls: false }),
        anthropic: { tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
        gemini: { notes: ['one call at a time left out: Gemini cannot be told'] },
      },
    ],
    [
      'tool_choice',
      { tool_choice: { type: 'function', function: { name: 'g' } } },
      {
        openai: { tool_choice: { type: 'function', function: { name: 'g' } } },
        gateway: { tool_choice: { type: 'function', function: { name: 'g' } } },
        responses: { tool_choice: { type: 'function', name: 'g' } },
        anthropic: { tool_choice: { type: 'tool', name: 'g' } },
        gemini: { toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['g'] } } },
      },
    ],
    [
      'temperature and top_p',
      { temperature: 1.5, top_p: 0.5 },
      {
        ...same({ temperature: 1.5, top_p: 0.5 }),
        anthropic: {
          temperature: 1,
          notes: ['temperature lowered to 1', 'top_p left out: only one of it and temperature is taken'],
        },
        gemini: { generationConfig: { temperature: 1.5, topP: 0.5 } },
      },
    ],
    [
      'max_tokens and stop',
      { max_tokens: 50, stop: 'END' },
      {
        openai: { max_completion_tokens: 50, stop: ['END'] },
        gateway: { max_tokens: 50, stop: ['END'] },
        responses: { max_output_tokens: 50, notes: ['stop sequences left out'] },
        anthropic: { max_tokens: 50, stop_sequences: ['END'] },
        gemini: { generationConfig: { maxOutputTokens: 50, stopSequences: ['END'] } },
      },
    ],
  ])('does what it should: %s', (_, given, effects) => {
    for (const upstream of ['openai', 'gateway', 'responses', 'anthropic', 'gemini'] as const)
      expect({ [upstream]: effectOf(given, upstream) }).toEqual({ [upstream]: effects[upstream] });
  });

  it('leaves only the tools that tool_choice allows', () => {
    const tools = [{ type: 'function', function: { name: 'g' } }];
    const choice = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools } };
    const effect = effectOf({ tool_choice: choice }, 'openai');
    expect(effect).toMatchObject({ tools: [{ function: { name: 'g' } }], tool_choice: 'required' });
  });

  it.each([
    { n: 2 },
    { functions: [{ name: 'f' }] },
  ])('is refused where nothing could stand for it: %j', given => {
    expect(() => readChatRequest({ ...CHAT, ...given })).toThrow('not supported');
  });

  it('that holds a sound or the id of a file leaves a word of it in the message', () => {
    const content = [
      { type: 'input_audio', input_audio: { data: 'UklG', format: 'wav' } },
      { type: 'file', file: { file_id: 'file-1' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' } },
    ];
    expect(readChatRequest({ model: 'm', messages: [{ role: 'user', content }] }).items).toMatchObject([
      {
        parts: [
          { kind: 'text', text: '[input_audio that cannot be passed on]' },
          { kind: 'text', text: '[file that cannot be passed on]' },
          { kind: 'file', filename: 'a.pdf' },
        ],
      },
    ]);
  });
});

describe('a field of Responses that goes to another wire API', () => {
  it.each<[JsonObject, readonly string[]]>([
    [{ store: true, user: 'ada', metadata: { a: 'b' }, include: ['reasoning.encrypted_content'] }, []],
    [{ truncation: 'disabled', background: false, max_tool_calls: null, top_logprobs: 0 }, []],
    [
      { truncation: 'auto', background: true, max_tool_calls: 3, top_logprobs: 2, prompt: { id: 'p' } },
      ['truncation', 'background', 'max_tool_calls', 'top_logprobs', 'prompt'],
    ],
  ])('is missed only where it asks for something: %j', (given, missed) => {
    expect(readResponsesRequest({ model: 'm', input: 'Hi', ...given }).leftOut ?? []).toEqual(missed);
  });
});
