import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../domain/errors/app-error.ts';
import { offeredTools } from '../canonical-request.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { loadCodexRequests } from '../testing/codex-corpus.ts';
import { readResponsesRequest } from './read-request.ts';

function codex(name: string) {
  const found = loadCodexRequests().find(request => request.name === name);
  if (found === undefined) throw new Error(`no captured request ${name}`);
  return readResponsesRequest(found.body);
}

const names = (request: ReturnType<typeof codex>): string[] =>
  offeredTools(request).map(({ ref, kind }) => `${kind} ${ref.namespace ?? ''}.${ref.name}`);

describe('reading a Responses request', () => {
  it('reads the shape for unknown models', () => {
    const request = codex('first-turn.unknown-model');
    expect(names(request)).toContain('function multi_agent_v1.wait_agent');
    expect(request.tools.at(-1)).toMatchObject({ kind: 'hosted', type: 'web_search' });
    expect(request).toMatchObject({ stream: true, parallelToolCalls: true, reasoning: { summary: 'auto' } });
    expect(request.items.map(item => item.kind === 'message' && item.role)).toEqual([
      'developer',
      'developer',
      'user',
      'user',
    ]);
  });

  it('reads the classic shape with free-text tools, tool search and verbosity', () => {
    const request = codex('first-turn.gpt-5.5');
    expect(names(request)).toEqual(expect.arrayContaining(['custom .apply_patch', 'search .tool_search']));
    expect(request).toMatchObject({ verbosity: 'low', reasoning: { effort: 'medium' } });
  });

  it('reads the responses-lite shape, its tools from the input', () => {
    const request = codex('second-turn.code-mode-exec.gpt-6-astra');
    expect(names(request)).toEqual(
      expect.arrayContaining([
        'custom functions.exec',
        'function collaboration.spawn_agent',
        'function clock.sleep',
      ]),
    );
    expect(request.items.some(item => item.kind === 'opaque')).toBe(false);
    expect(request.items.at(-2)).toMatchObject({
      kind: 'call',
      form: 'custom',
      tool: { namespace: 'functions', name: 'exec' },
    });
  });

  it('offers the tools that a search found', () => {
    const request = codex('second-turn.after-tool-search');
    expect(names(request)).toContain('function multi_agent_v1.spawn_agent');
    expect(request.items.at(-1)).toMatchObject({ kind: 'output', form: 'search', callId: 'call_1' });
  });

  it('knows a foreign blob of reasoning from its own', () => {
    const reasoning = codex('second-turn.after-reasoning').items.find(item => item.kind === 'reasoning');
    expect(reasoning).toMatchObject({ encrypted: 'opaque-reasoning-state-1', carrier: undefined });
  });

  it('reads the short forms other clients use', () => {
    const request = readResponsesRequest({
      model: 'm',
      instructions: 'Be brief.',
      input: [{ role: 'user', content: 'hi' }],
      tools: [
        { type: 'function', name: 'a' },
        { type: 'function', name: 'b' },
      ],
      tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'b' }] },
    });
    expect(request.items).toMatchObject([
      { role: 'system', parts: [{ text: 'Be brief.' }] },
      { role: 'user', parts: [{ text: 'hi' }] },
    ]);
    expect(request).toMatchObject({
      stream: false,
      toolChoice: { kind: 'required' },
      tools: [{ ref: { name: 'b' } }],
    });
  });

  it.each<[JsonValue]>([
    ['text'],
    [{ input: 'hi' }],
    [{ model: 'm', input: ['hi'] }],
    [{ model: 'm', input: [{ role: 'robot', content: 'hi' }] }],
    [{ model: 'm', input: [{ type: 'function_call', name: 'x' }] }],
    [{ model: 'm', input: 'hi', previous_response_id: 'resp_1' }],
    [{ model: 'm', input: 'hi', text: { format: { type: 'json_schema' } } }],
  ])('refuses %j with words for its developer', body => {
    expect(() => readResponsesRequest(body)).toThrow(AppError);
  });

  it('leaves what it cannot translate whole for a Responses upstream', () => {
    const call: JsonObject = { type: 'web_search_call', id: 'ws_1', status: 'completed' };
    expect(readResponsesRequest({ model: 'm', input: [call] }).items).toEqual([
      { kind: 'opaque', type: 'web_search_call', raw: call },
    ]);
  });
});
