import { describe, expect, it } from 'vitest';
import {
  ANTHROPIC_TEST_KEY,
  startAnthropicUpstream,
} from '../../../../../e2e/fixtures/upstreams/anthropic-upstream.ts';
import { CHAT_TEST_KEY, startChatUpstream } from '../../../../../e2e/fixtures/upstreams/chat-upstream.ts';
import {
  GEMINI_TEST_KEY,
  startGeminiUpstream,
} from '../../../../../e2e/fixtures/upstreams/gemini-upstream.ts';
import { completeAnswer } from '../answer-reader.ts';
import type { Dialect } from '../dialect.ts';
import { DIALECTS } from '../dialects.ts';
import { estimateUsage } from '../estimate-usage.ts';
import { asArray, isObject, type JsonObject } from '../json.ts';
import { responsesInbound } from '../responses/responses-inbound.ts';
import type { WireTarget } from '../wire-target.ts';
import { askUpstream, type UpstreamDoor } from './testing/ask-upstream.ts';

interface Stop {
  readonly target: WireTarget;
  readonly door: UpstreamDoor;
}

const TOOLS: JsonObject[] = [
  {
    type: 'function',
    name: 'exec_command',
    parameters: { type: 'object', properties: { cmd: { type: 'string' } } },
  },
  { type: 'custom', name: 'apply_patch', description: 'Edits files.' },
];

function dialectOf(target: WireTarget): Dialect {
  const dialect = DIALECTS[target.wireApi];
  if (dialect === undefined) throw new Error(`no dialect for ${target.wireApi}`);
  return dialect;
}

/** One answer as Codex stores it, and its results of the calls in it. */
async function goOn(stop: Stop, thread: readonly JsonObject[]): Promise<JsonObject[]> {
  const body = {
    model: 'codex-default',
    stream: true,
    input: [...thread],
    tools: TOOLS,
    reasoning: { effort: 'high' },
  };
  const request = responsesInbound.parseRequest(body);
  const { events } = await askUpstream(dialectOf(stop.target), stop.door, request, stop.target);
  const identity = { answerId: `a${thread.length}`, model: 'codex-default', createdAtMs: 0 };
  const answer = responsesInbound.encodeComplete(completeAnswer(events, estimateUsage(request)), identity);
  const items = asArray(answer.output).filter(isObject);
  const outputs = items.flatMap((item): JsonObject[] => {
    const type = item.type === 'function_call' ? 'function_call_output' : 'custom_tool_call_output';
    return item.call_id === undefined ? [] : [{ type, call_id: item.call_id, output: 'done' }];
  });
  return [...thread, ...items, ...outputs];
}

describe('a thread in the words of Codex', () => {
  it('goes Gemini, Claude, a Chat server, Gemini, Claude, Gemini inside one tool loop without a refusal', async () => {
    await using gemini = await startGeminiUpstream();
    await using claude = await startAnthropicUpstream();
    await using chat = await startChatUpstream();
    const stops: Readonly<Record<'gemini' | 'claude' | 'chat', Stop>> = {
      gemini: {
        target: { provider: 'gemini', wireApi: 'gemini', model: 'gemini-3.8-flash' },
        door: { baseUrl: gemini.baseUrl, keyHeader: { 'x-goog-api-key': GEMINI_TEST_KEY } },
      },
      claude: {
        target: { provider: 'anthropic', wireApi: 'anthropic', model: 'claude-opus-5-5' },
        door: { baseUrl: claude.baseUrl, keyHeader: { 'x-api-key': ANTHROPIC_TEST_KEY } },
      },
      chat: {
        target: { provider: 'ollama', wireApi: 'chat', model: 'stand-in' },
        door: { baseUrl: chat.baseUrl, keyHeader: { authorization: `Bearer ${CHAT_TEST_KEY}` } },
      },
    };
    gemini.queue(
      {
        parts: [
          { thought: '**Look**' },
          { call: 'exec_command', args: { cmd: 'ls' } },
          { call: 'exec_command', args: {} },
        ],
      },
      { parts: [{ call: 'apply_patch', args: { input: '*** Begin Patch\nü' } }] },
      { parts: [{ text: 'Done.' }] },
    );
    claude.queue(
      { blocks: [{ thinking: 'Edit.' }, { tool: 'apply_patch', input: { input: 'x' } }] },
      { blocks: [{ thinking: 'Check.' }, { tool: 'exec_command', input: {} }] },
    );
    chat.queue({ text: 'Hm.', calls: [{ tool: 'exec_command', arguments: '{"cmd":"cat"}' }] });
    let thread: JsonObject[] = [
      { type: 'message', role: 'developer', content: 'Be brief.' },
      { type: 'message', role: 'user', content: 'go' },
    ];
    for (const name of ['gemini', 'claude', 'chat', 'gemini', 'claude', 'gemini'] as const) {
      thread = await goOn(stops[name], thread);
    }
    expect([...gemini.refusals, ...claude.refusals, ...chat.refusals]).toEqual([]);
    const last = JSON.stringify(gemini.accepted.at(-1));
    expect(last.match(/"thoughtSignature":"(?!skip)/g)).toHaveLength(2);
    expect(last.match(/"thoughtSignature":"skip/g)).toHaveLength(3);
    expect(JSON.stringify(claude.accepted.at(-1)).match(/"signature":/g)).toHaveLength(1);
    expect(JSON.stringify(thread)).toContain('Done.');
  });
});
