import { describe, expect, it } from 'vitest';
import type { CanonicalItem, CanonicalRequest } from '../canonical-request.ts';
import { type JsonObject, parseJson } from '../json.ts';
import { encodeAnthropicRequest } from './encode-request.ts';

function encode(
  items: readonly CanonicalItem[],
  extra: Partial<CanonicalRequest> = {},
  model = 'claude-opus-4-6',
): { body: JsonObject; notes: readonly string[]; headers: Readonly<Record<string, string>> } {
  const request: CanonicalRequest = {
    model: 'codex-default',
    stream: true,
    items,
    tools: [],
    namespaces: [],
    toolChoice: { kind: 'auto' },
    reasoning: {},
    format: { kind: 'text' },
    ...extra,
  };
  const encoded = encodeAnthropicRequest(request, { provider: 'anthropic', wireApi: 'anthropic', model });
  return { ...encoded, body: parseJson(encoded.body) as JsonObject };
}

function said(role: 'user' | 'assistant' | 'developer' | 'system', text: string): CanonicalItem {
  return { kind: 'message', role, parts: [{ kind: 'text', text }] };
}

const mark = { cache_control: { type: 'ephemeral' } };
const run: CanonicalRequest['tools'] = [{ kind: 'function', ref: { name: 'run' }, parameters: {} }];

describe('a request for Claude', () => {
  it('puts the first instructions into system and later ones, named as such, into the user turn', () => {
    const { body } = encode([
      said('developer', 'Be brief.'),
      said('system', 'And kind.'),
      said('user', 'Hi'),
      said('assistant', 'Hello'),
      said('developer', 'The model has changed.'),
      said('user', 'Bye'),
    ]);
    expect(body.system).toEqual([
      { type: 'text', text: 'Be brief.' },
      { type: 'text', text: 'And kind.', ...mark },
    ]);
    expect(body.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Hi', ...mark }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: '<developer_message>\nThe model has changed.\n</developer_message>' },
          { type: 'text', text: 'Bye', ...mark },
        ],
      },
    ]);
  });

  it('answers all calls of a turn at once, repairs a lost result and keeps a stray one as text', () => {
    const call = (callId: string): CanonicalItem => ({
      kind: 'call',
      callId,
      tool: { name: 'run' },
      form: 'function',
      input: '{}',
    });
    const output = (callId: string): CanonicalItem => ({
      kind: 'output',
      callId,
      form: 'function',
      parts: [{ kind: 'text', text: `of ${callId}` }],
    });
    const { body } = encode(
      [said('user', 'Hi'), call('a'), call('b'), said('user', 'Stop!'), output('ghost'), output('a')],
      { tools: run },
    );
    expect(body.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Hi', ...mark }] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'a', name: 'run', input: {} },
          { type: 'tool_use', id: 'b', name: 'run', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'of a' },
          {
            type: 'tool_result',
            tool_use_id: 'b',
            content: 'No output was recorded: the call was interrupted.',
            is_error: true,
          },
          { type: 'text', text: 'Stop!' },
          {
            type: 'text',
            text: 'Output of an earlier tool call (ghost), the call itself is no longer in the history:',
          },
          { type: 'text', text: 'of ghost', ...mark },
        ],
      },
    ]);
  });

  it.each<[string, string | undefined, JsonObject]>([
    [
      'claude-opus-5-5',
      'high',
      { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
    ],
    ['claude-opus-5-5', 'none', { output_config: { effort: 'low' } }],
    ['claude-sonnet-5', 'none', { thinking: { type: 'disabled' }, output_config: { effort: 'low' } }],
    [
      'claude-sonnet-5',
      'xhigh',
      { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'xhigh' } },
    ],
    [
      'claude-opus-4-6',
      'xhigh',
      { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
    ],
    ['claude-opus-4-6', undefined, {}],
    ['claude-sonnet-4-5', 'high', { thinking: { type: 'enabled', budget_tokens: 20_480 } }],
    [
      'anthropic.claude-sonnet-4-20250514-v1:0',
      'low',
      { thinking: { type: 'enabled', budget_tokens: 4_096 } },
    ],
    [
      'claude-opus-4-5',
      'medium',
      { thinking: { type: 'enabled', budget_tokens: 10_240 }, output_config: { effort: 'medium' } },
    ],
    ['claude-3-5-haiku-20241022', 'high', {}],
  ])('asks %s for effort %s in its own way', (model, effort, expected) => {
    const { body } = encode([said('user', 'Hi')], { reasoning: { effort } }, model);
    const { thinking, output_config } = body;
    expect({ ...(thinking && { thinking }), ...(output_config && { output_config }) }).toEqual(expected);
  });

  it('does without a thinking budget in a tool loop that another model began', () => {
    const items: CanonicalItem[] = [
      said('user', 'Hi'),
      { kind: 'call', callId: 'a', tool: { name: 'run' }, form: 'function', input: '{}' },
      { kind: 'output', callId: 'a', form: 'function', parts: [] },
    ];
    const extra = { tools: run, reasoning: { effort: 'high' } };
    expect(encode(items, extra, 'claude-sonnet-4-5').body.thinking).toBeUndefined();
    expect(
      encode([...items, said('assistant', 'Done'), said('user', 'Next')], extra, 'claude-sonnet-4-5').body
        .thinking,
    ).toBeDefined();
  });

  it('declares the tools of a history whose tools are gone, and lets none be called', () => {
    const { body } = encode([
      said('user', 'Hi'),
      { kind: 'call', callId: 'a', tool: { name: 'run' }, form: 'function', input: '{}' },
      said('user', 'Summarise.'),
    ]);
    expect(body.tools).toEqual([{ name: 'run', input_schema: { type: 'object', properties: {} }, ...mark }]);
    expect(body.tool_choice).toEqual({ type: 'none' });
  });

  it('says what it left out', () => {
    const { body, notes } = encode([said('user', 'Hi')], {
      tools: [{ kind: 'hosted', type: 'web_search', raw: { type: 'web_search' } }],
      temperature: 0.2,
      seed: 1,
      serviceTier: 'flex',
      reasoning: { effort: 'low' },
    });
    expect(body.temperature).toBeUndefined();
    expect(notes).toEqual([
      'web_search left out',
      'temperature and top_p left out',
      'service tier flex left out',
      'seed left out',
    ]);
  });

  it('asks for thinking between tool calls where that takes a header', () => {
    const { headers } = encode(
      [said('user', 'Hi')],
      { tools: run, reasoning: { effort: 'low' } },
      'claude-sonnet-4-5',
    );
    expect(headers['anthropic-beta']).toBe('interleaved-thinking-2025-05-14');
  });
});
