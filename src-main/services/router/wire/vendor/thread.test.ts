import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ANTHROPIC_TEST_KEY,
  type AnthropicUpstream,
  startAnthropicUpstream,
} from '../../../../../e2e/fixtures/upstreams/anthropic-upstream.ts';
import {
  GEMINI_TEST_KEY,
  type GeminiUpstream,
  startGeminiUpstream,
} from '../../../../../e2e/fixtures/upstreams/gemini-upstream.ts';
import { anthropicDialect } from '../anthropic/anthropic-dialect.ts';
import type { CanonicalItem } from '../canonical-request.ts';
import { geminiDialect } from '../gemini/gemini-dialect.ts';
import { goOn, QUESTION } from './testing/thread.ts';

let anthropic: AnthropicUpstream;
let gemini: GeminiUpstream;
beforeAll(async () => {
  anthropic = await startAnthropicUpstream();
  gemini = await startGeminiUpstream();
});
afterAll(async () => {
  await anthropic[Symbol.asyncDispose]();
  await gemini[Symbol.asyncDispose]();
});

type Leg = { readonly at: 'claude' | 'gemini' | 'openai'; readonly model: string; readonly calls: number };

/** One answer of a leg: reasoning, words and so many calls. */
async function travel(items: readonly CanonicalItem[], leg: Leg): Promise<CanonicalItem[]> {
  const tools = ['mcp__x__run', 'apply_patch', 'mcp__x__run'].slice(0, leg.calls);
  if (leg.at === 'claude') {
    const calls = tools.map(tool => ({ tool, input: tool === 'apply_patch' ? { input: 'x' } : {} }));
    anthropic.queue({ blocks: [{ thinking: 'hm' }, { redacted: 'secret' }, { text: 'said' }, ...calls] });
    const door = { baseUrl: anthropic.baseUrl, keyHeader: { 'x-api-key': ANTHROPIC_TEST_KEY } };
    const target = { provider: 'anthropic', wireApi: 'anthropic' as const, model: leg.model };
    return goOn(anthropicDialect, door, target, items);
  }
  if (leg.at === 'gemini') {
    const calls = tools.map(call => ({ call, args: call === 'apply_patch' ? { input: 'x' } : {} }));
    gemini.queue({ parts: [{ thought: '**Hm**' }, { text: 'said' }, ...calls] });
    const door = { baseUrl: gemini.baseUrl, keyHeader: { 'x-goog-api-key': GEMINI_TEST_KEY } };
    const target = { provider: 'gemini', wireApi: 'gemini' as const, model: leg.model };
    return goOn(geminiDialect, door, target, items);
  }
  // What a Responses upstream leaves behind: a blob nobody else can read, calls with its own ids.
  const calls = tools.map(
    (_, n): CanonicalItem => ({
      kind: 'call',
      callId: `call_${items.length}_${n}`,
      tool: { namespace: 'mcp__x', name: 'run' },
      form: 'function',
      input: '{}',
    }),
  );
  const outputs = calls.flatMap((call): CanonicalItem[] =>
    call.kind === 'call'
      ? [{ kind: 'output', callId: call.callId, form: 'function', parts: [{ kind: 'text', text: 'done' }] }]
      : [],
  );
  const reasoning: CanonicalItem = {
    kind: 'reasoning',
    summary: ['**Hm**'],
    text: [],
    encrypted: 'gAAAAABblob',
  };
  return [...items, reasoning, ...calls, ...(outputs.length > 0 ? outputs : [QUESTION])];
}

const leg: fc.Arbitrary<Leg> = fc.oneof(
  fc.record({
    at: fc.constant('claude' as const),
    model: fc.constantFrom(
      'claude-opus-4-6',
      'claude-opus-5-5',
      'claude-sonnet-4-5',
      'claude-3-5-haiku-20241022',
    ),
    calls: fc.nat(3),
  }),
  fc.record({
    at: fc.constant('gemini' as const),
    model: fc.constantFrom(
      'gemini-3.8-flash',
      'gemini-3.1-pro-preview',
      'gemini-2.5-pro',
      'gemini-2.0-flash',
    ),
    calls: fc.nat(3),
  }),
  fc.record({ at: fc.constant('openai' as const), model: fc.constant('gpt-6'), calls: fc.nat(3) }),
);

describe('a thread that changes providers', () => {
  it('is refused nowhere, whatever the way and wherever in a turn it changes', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(leg, { minLength: 2, maxLength: 7 }), async legs => {
        let items: CanonicalItem[] = [QUESTION];
        for (const next of legs) items = await travel(items, next);
        expect(items.length).toBeGreaterThan(legs.length);
      }),
      { numRuns: 60 },
    );
  });

  it('brings each its own signatures back: Gemini, Claude, Gemini', async () => {
    const there: Leg = { at: 'gemini', model: 'gemini-3.8-flash', calls: 2 };
    const between: Leg = { at: 'claude', model: 'claude-opus-4-6', calls: 1 };
    let items: CanonicalItem[] = [QUESTION];
    for (const next of [there, between, there, between]) items = await travel(items, next);
    const toClaude = JSON.stringify(anthropic.accepted.at(-1));
    const toGemini = JSON.stringify(gemini.accepted.at(-1));
    expect(toClaude.match(/"signature":/g)).toHaveLength(1);
    expect(toClaude).not.toContain('thoughtSignature');
    // Its own first call signed by itself, Claude's call let pass.
    expect(toGemini.match(/"thoughtSignature":"(?!skip)/g)).toHaveLength(1);
    expect(toGemini.match(/"thoughtSignature":"skip/g)).toHaveLength(1);
    expect(toGemini).not.toContain('secret');
  });
});
