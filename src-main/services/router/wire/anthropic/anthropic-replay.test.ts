import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnthropicBlock } from '../../../../../e2e/fixtures/upstreams/anthropic-answer.ts';
import {
  ANTHROPIC_TEST_KEY,
  type AnthropicUpstream,
  startAnthropicUpstream,
} from '../../../../../e2e/fixtures/upstreams/anthropic-upstream.ts';
import type { CanonicalItem, CanonicalRequest } from '../canonical-request.ts';
import { asArray, isObject, type JsonObject } from '../json.ts';
import { askUpstream } from '../vendor/testing/ask-upstream.ts';
import { itemsOf } from '../vendor/testing/read-events.ts';
import { anthropicDialect } from './anthropic-dialect.ts';

let upstream: AnthropicUpstream;
beforeAll(async () => {
  upstream = await startAnthropicUpstream();
});
afterAll(() => upstream[Symbol.asyncDispose]());

const question: CanonicalItem = { kind: 'message', role: 'user', parts: [{ kind: 'text', text: 'Go on.' }] };

const TOOLS: CanonicalRequest['tools'] = [
  { kind: 'function', ref: { namespace: 'mcp__x', name: 'run' }, parameters: {} },
  { kind: 'custom', ref: { name: 'apply_patch' } },
];

function requestOf(items: readonly CanonicalItem[], tools: CanonicalRequest['tools']): CanonicalRequest {
  return {
    model: 'codex-default',
    stream: true,
    items,
    tools,
    namespaces: [],
    toolChoice: { kind: 'auto' },
    reasoning: { effort: 'high', summary: 'auto' },
    format: { kind: 'text' },
  };
}

/** Asks, with an answer prepared, and gives the history the client would send next. */
async function ask(
  items: readonly CanonicalItem[],
  model: string,
  blocks: readonly AnthropicBlock[],
  tools = TOOLS,
): Promise<CanonicalItem[]> {
  upstream.queue({ blocks });
  const target = { provider: 'anthropic', wireApi: 'anthropic' as const, model };
  const door = { baseUrl: upstream.baseUrl, keyHeader: { 'x-api-key': ANTHROPIC_TEST_KEY } };
  const { events } = await askUpstream(anthropicDialect, door, requestOf(items, tools), target);
  expect(events.filter(event => event.type === 'failed')).toEqual([]);
  const answer = itemsOf(events);
  const outputs = answer.flatMap((item): CanonicalItem[] =>
    item.kind === 'call'
      ? [{ kind: 'output', callId: item.callId, form: item.form, parts: [{ kind: 'text', text: 'done' }] }]
      : [],
  );
  return [...items, ...answer, ...(outputs.length > 0 ? outputs : [question])];
}

/** The assistant's blocks of the last request, without what only marks the cache. */
function sentBack(): JsonObject[] {
  const messages = asArray(upstream.accepted.at(-1)?.messages).filter(isObject);
  return messages
    .filter(message => message.role === 'assistant')
    .flatMap(message => asArray(message.content).filter(isObject));
}

/** What a prepared block is called once it went out and came back. */
function nameOf(block: AnthropicBlock | JsonObject): string {
  if ('type' in block) {
    if (block.type === 'thinking') return `thinking ${String(block.thinking)}`;
    if (block.type === 'text') return `text ${String(block.text)}`;
    return block.type === 'tool_use'
      ? `tool ${String(block.name)} ${JSON.stringify(block.input)}`
      : String(block.type);
  }
  if ('thinking' in block) return `thinking ${String(block.thinking)}`;
  if ('text' in block) return `text ${String(block.text)}`;
  return 'tool' in block ? `tool ${String(block.tool)} ${JSON.stringify(block.input)}` : 'redacted_thinking';
}

const thinking = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text): AnthropicBlock => ({ thinking: text }));
const redacted = fc
  .string({ minLength: 1, maxLength: 9 })
  .map((text): AnthropicBlock => ({ redacted: text }));
const text = fc.string({ maxLength: 20 }).map((value): AnthropicBlock => ({ text: `said ${value}` }));
const tool = fc.constantFrom<AnthropicBlock>(
  { tool: 'mcp__x__run', input: {} },
  { tool: 'mcp__x__run', input: { cmd: ['ls', 'ü'] } },
  { tool: 'apply_patch', input: { input: '*** Begin Patch\n"\\\n🚦' } },
);
/** Text blocks never stand side by side: the provider itself would write one. */
const answer = fc
  .tuple(
    thinking,
    fc.array(fc.oneof(thinking, redacted), { maxLength: 2 }),
    fc.option(text),
    fc.array(fc.tuple(fc.option(thinking), tool), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, more, said, calls]) => [
    first,
    ...more,
    ...(said === null ? [] : [said]),
    ...calls.flatMap(([before, call]) => (before === null ? [call] : [before, call])),
  ]);

describe('a thread that goes on with Claude', () => {
  it.each([
    'claude-opus-4-6',
    'claude-sonnet-4-5',
    'claude-opus-5-5',
  ])('sends every block back to %s as it was, signatures included', { timeout: 60_000 }, async model => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 3 }), async steps => {
        let items: CanonicalItem[] = [question];
        for (const blocks of steps) items = await ask(items, model, blocks);
        await ask(items, model, [{ text: 'ok' }]);
        expect(sentBack().map(nameOf)).toEqual(steps.flat().map(nameOf));
      }),
      { numRuns: 25 },
    );
  });

  it('is not refused where thinking is bound to tools that are gone, as in a compaction', async () => {
    const steps: AnthropicBlock[] = [{ thinking: 'hm' }, { tool: 'mcp__x__run', input: {} }];
    const thread = await ask([question], 'claude-opus-5-5', steps);
    await ask(thread, 'claude-opus-5-5', [{ text: 'ok' }], []);
    expect(upstream.accepted.at(-1)).toMatchObject({
      thinking: { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } },
    });
  });

  it('leaves signed thinking out for another model and sends it again to its own', async () => {
    const steps: AnthropicBlock[] = [{ thinking: 'hm' }, { tool: 'mcp__x__run', input: {} }];
    const first = await ask([question], 'claude-opus-4-6', steps);
    const second = await ask(first, 'claude-sonnet-4-5', [{ text: 'mine' }]);
    expect(sentBack().map(nameOf)).toEqual(['tool mcp__x__run {}']);
    await ask(second, 'claude-opus-4-6', [{ text: 'ok' }]);
    expect(sentBack().map(nameOf)).toEqual(['thinking hm', 'tool mcp__x__run {}', 'text mine']);
  });
});
