import { describe, expect, it } from 'vitest';
import { checkChatRequest } from '../../../../../e2e/fixtures/upstreams/check-chat-request.ts';
import { asArray, asObject, isObject, type JsonObject, type JsonValue, parseJson } from '../json.ts';
import { encodeCarrier } from '../reasoning-carrier.ts';
import { readResponsesRequest } from '../responses/read-request.ts';
import { loadCodexRequests } from '../testing/codex-corpus.ts';
import type { WireTarget } from '../wire-target.ts';
import { chatDialect } from './chat-dialect.ts';

const PROVIDERS = ['openai', 'ollama', 'huggingface', 'litellm', 'vllm', 'plano', 'mistral', 'my-gateway'];

function target(provider: string, more: Partial<WireTarget> = {}): WireTarget {
  return { provider, wireApi: 'chat', model: 'some/model:fastest', ...more };
}

function encode(body: JsonObject, to: WireTarget): JsonObject {
  return asObject(parseJson(chatDialect.encodeRequest(readResponsesRequest(body), to).body)) ?? {};
}

function messagesOf(body: JsonObject): readonly JsonObject[] {
  return asArray(body.messages).filter(isObject);
}

function turn(...input: JsonValue[]): JsonObject {
  return { model: 'm', stream: true, input: [{ type: 'message', role: 'user', content: 'go' }, ...input] };
}

describe.each(loadCodexRequests())('the Codex request $name as Chat Completions', ({ body }) => {
  it.each(PROVIDERS)('is accepted by a server as strict as %s', provider => {
    const isOpenAi = provider === 'openai' || provider === 'litellm';
    const encoded = encode(body, target(provider));
    expect(checkChatRequest(encoded, { like: isOpenAi ? 'openai' : 'template' })).toEqual([]);
    expect(encoded.model).toBe('some/model:fastest');
    expect(JSON.stringify(encoded)).not.toContain('installation');
  });
});

describe('Chat Completions requests', () => {
  const call = (id: string, more: JsonObject = {}): JsonObject => ({
    type: 'function_call',
    call_id: id,
    name: 'exec_command',
    arguments: '{"cmd":"ls"}',
    ...more,
  });
  const output = (id: string, value: JsonValue): JsonObject => ({
    type: 'function_call_output',
    call_id: id,
    output: value,
  });

  it('puts outputs behind their calls in the order of the calls, wherever the client put them', () => {
    const user: JsonObject = { type: 'message', role: 'user', content: 'wait' };
    const encoded = encode(
      turn(call('a'), call('b'), user, output('b', 'B'), output('a', 'A')),
      target('ollama'),
    );
    expect(messagesOf(encoded).map(m => [m.role, m.tool_call_id ?? '', m.content])).toEqual([
      ['user', '', 'go'],
      ['assistant', '', ''],
      ['tool', 'a', 'A'],
      ['tool', 'b', 'B'],
      ['user', '', 'wait'],
    ]);
  });

  it('answers an aborted call, tells an orphan output as text and tells repeated call ids apart', () => {
    const encoded = encode(
      turn(output('ghost', 'G'), call('a'), output('a', '1'), call('a'), call('b')),
      target('vllm'),
    );
    expect(checkChatRequest(encoded, { like: 'template' })).toEqual([]);
    const tools = messagesOf(encoded).filter(m => m.role === 'tool');
    expect(tools.map(m => [m.tool_call_id, m.content])).toEqual([
      ['a', '1'],
      ['a_2', 'No output was recorded: the call was interrupted.'],
      ['b', 'No output was recorded: the call was interrupted.'],
    ]);
  });

  it('lifts an image out of a tool output, and marks it for a model that sees none', () => {
    const image = 'data:image/png;base64,AAAA';
    const items = turn(call('a'), output('a', [{ type: 'input_image', image_url: image }]));
    expect(messagesOf(encode(items, target('openai'))).slice(-2)).toEqual([
      { role: 'tool', tool_call_id: 'a', content: '[the output is in the next message]' },
      {
        role: 'user',
        content: [
          { type: 'text', text: '[output of tool call a]' },
          { type: 'image_url', image_url: { url: image } },
        ],
      },
    ]);
    expect(JSON.stringify(encode(items, target('ollama', { images: false })))).not.toContain('AAAA');
  });

  it('sends free text as a function argument and namespaced tools under flat names', () => {
    const encoded = encode(
      turn(
        { type: 'custom_tool_call', call_id: 'p', name: 'apply_patch', input: '*** "x"\n' },
        { type: 'custom_tool_call_output', call_id: 'p', output: 'ok' },
        { ...call('n', { namespace: 'multi_agent_v1', name: 'wait_agent' }) },
        output('n', 'done'),
      ),
      target('huggingface'),
    );
    const calls = messagesOf(encoded)
      .flatMap(m => asArray(m.tool_calls))
      .map(c => asObject(asObject(c)?.function));
    expect(calls).toEqual([
      { name: 'apply_patch', arguments: '{"input":"*** \\"x\\"\\n"}' },
      { name: 'multi_agent_v1__wait_agent', arguments: '{"cmd":"ls"}' },
    ]);
  });

  it('gives a provider its own reasoning back within the tool loop, and nobody else', () => {
    const provenance = { provider: 'deepseek', wireApi: 'chat', model: 'm' };
    const reasoning: JsonObject = {
      type: 'reasoning',
      summary: [{ type: 'summary_text', text: 'Hm.' }],
      encrypted_content: encodeCarrier({ provenance, payload: { field: 'reasoning_content' } }),
    };
    const body = turn(reasoning, call('a'), output('a', 'A'));
    expect(messagesOf(encode(body, target('deepseek')))[1]).toMatchObject({ reasoning_content: 'Hm.' });
    expect(messagesOf(encode(body, target('ollama')))[1]).not.toHaveProperty('reasoning_content');
    const later = turn(reasoning, call('a'), output('a', 'A'), {
      type: 'message',
      role: 'user',
      content: 'more',
    });
    expect(messagesOf(encode(later, target('deepseek')))[1]).not.toHaveProperty('reasoning_content');
  });

  it('tells what it left out', () => {
    const body = {
      ...turn({ type: 'web_search_call', id: 'ws_1', status: 'completed' }),
      tools: [{ type: 'web_search' }],
      reasoning: { effort: 'high' },
      service_tier: 'priority',
      tool_choice: 'required',
    };
    const { notes } = chatDialect.encodeRequest(
      readResponsesRequest(body),
      target('ollama', { reasoning: false }),
    );
    expect([...notes].sort()).toEqual([
      'effort left out',
      'service tier left out',
      'web_search left out',
      'web_search_call left out',
    ]);
  });

  it.each<[string, WireTarget, JsonValue | undefined]>([
    ['xhigh', target('openai'), 'xhigh'],
    ['ultra', target('openai'), 'xhigh'],
    ['minimal', target('my-gateway', { reasoning: true }), 'low'],
    ['high', target('my-gateway'), undefined],
    ['banana', target('openai'), undefined],
  ])('maps effort %s', (effort, to, expected) => {
    expect(encode({ ...turn(), reasoning: { effort } }, to).reasoning_effort).toBe(expected);
  });
});
