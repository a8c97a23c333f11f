import { describe, expect, it } from 'vitest';
import {
  ANTHROPIC_TEST_KEY,
  startAnthropicUpstream,
} from '../../../../e2e/fixtures/upstreams/anthropic-upstream.ts';
import { CHAT_TEST_KEY, startChatUpstream } from '../../../../e2e/fixtures/upstreams/chat-upstream.ts';
import { completeAnswer } from './answer-reader.ts';
import { anthropicDialect } from './anthropic/anthropic-dialect.ts';
import { chatDialect } from './chat/chat-dialect.ts';
import type { Dialect } from './dialect.ts';
import { estimateUsage } from './estimate-usage.ts';
import { asArray, isObject, type JsonObject, parseJson } from './json.ts';
import { responsesInbound } from './responses/responses-inbound.ts';
import { sanitizeResponsesBody } from './responses/sanitize-body.ts';
import type { WireTarget } from './wire-target.ts';

const TOOLS: JsonObject[] = [
  {
    type: 'function',
    name: 'exec_command',
    parameters: { type: 'object', properties: { cmd: { type: 'string' } } },
  },
  { type: 'custom', name: 'apply_patch', description: 'Edits files.' },
];

interface Stop {
  readonly dialect: Dialect;
  readonly target: WireTarget;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The items one provider answers with to the thread so far. */
async function answer(stop: Stop, input: readonly JsonObject[]): Promise<JsonObject[]> {
  const request = responsesInbound.parseRequest({
    model: 'codex-default',
    input: [...input],
    tools: TOOLS,
    reasoning: { effort: 'high' },
  });
  const { path, headers, body, context } = stop.dialect.encodeRequest(request, stop.target);
  const response = await fetch(stop.baseUrl + path, {
    method: 'POST',
    headers: { ...headers, ...stop.headers },
    body,
  });
  const text = await response.text();
  expect(`${response.status} ${response.ok ? '' : text}`).toBe('200 ');
  const events = stop.dialect.decodeComplete(parseJson(text) ?? null, context);
  const object = responsesInbound.encodeComplete(completeAnswer(events, estimateUsage(request)), {
    answerId: `a${input.length}`,
    model: 'codex-default',
    createdAtMs: 0,
  });
  return asArray(object.output).filter(isObject);
}

function outputsOf(items: readonly JsonObject[]): JsonObject[] {
  return items.flatMap((item): JsonObject[] => {
    if (item.type === 'function_call')
      return [{ type: 'function_call_output', call_id: item.call_id, output: 'a.txt' }];
    if (item.type === 'custom_tool_call')
      return [{ type: 'custom_tool_call_output', call_id: item.call_id, output: 'ok' }];
    return [];
  });
}

describe('a thread that wanders between providers', () => {
  it('goes there and back in the middle of tool loops without a refusal, and stays fit for OpenAI', async () => {
    await using chat = await startChatUpstream({ demandsReasoning: true });
    await using anthropic = await startAnthropicUpstream();
    const stops = {
      chat: {
        dialect: chatDialect,
        target: { provider: 'deepseek', wireApi: 'chat', model: 'stand-in', reasoning: true },
        baseUrl: chat.baseUrl,
        headers: { authorization: `Bearer ${CHAT_TEST_KEY}` },
      },
      anthropic: {
        dialect: anthropicDialect,
        target: { provider: 'anthropic', wireApi: 'anthropic', model: 'claude-opus-5-5', reasoning: true },
        baseUrl: anthropic.baseUrl,
        headers: { 'x-api-key': ANTHROPIC_TEST_KEY },
      },
    } satisfies Record<string, Stop>;
    const patch = JSON.stringify({ input: '*** Begin Patch\n*** End Patch\n' });
    chat.queue(
      { reasoning: 'Look first.', calls: [{ tool: 'exec_command', arguments: '{"cmd":"ls"}' }] },
      { reasoning: 'Patch again.', text: 'On it.', calls: [{ tool: 'apply_patch', arguments: patch }] },
      { reasoning: 'Look again.', calls: [{ tool: 'exec_command', arguments: '' }] },
    );
    anthropic.queue(
      { blocks: [{ thinking: 'Now edit.' }, { tool: 'apply_patch', input: { input: 'x' } }] },
      { blocks: [{ thinking: 'And look.' }, { tool: 'exec_command', input: {} }] },
      { blocks: [{ text: 'Done.' }] },
    );
    const thread: JsonObject[] = [
      { type: 'message', role: 'developer', content: 'Be brief.' },
      { type: 'message', role: 'user', content: 'go' },
    ];
    for (const name of ['chat', 'anthropic', 'chat', 'anthropic', 'chat', 'anthropic'] as const) {
      const items = await answer(stops[name], thread);
      thread.push(...items, ...outputsOf(items));
    }
    expect(thread.at(-1)).toMatchObject({ type: 'message', content: [{ text: 'Done.' }] });
    expect([...chat.refusals, ...anthropic.refusals]).toEqual([]);
    const options = { provider: 'openai', model: 'gpt', keepsUntagged: true };
    const clean = sanitizeResponsesBody({ model: 'codex-default', input: thread }, options);
    expect(
      asArray(clean.input)
        .filter(isObject)
        .map(item => item.type),
    ).not.toContain('reasoning');
  });
});
