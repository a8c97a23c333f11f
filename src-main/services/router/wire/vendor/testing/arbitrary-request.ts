import fc from 'fast-check';
import type {
  CallItem,
  CanonicalItem,
  CanonicalRequest,
  CanonicalTool,
  ContentPart,
  OutputItem,
  ReasoningItem,
  ToolChoice,
} from '../../canonical-request.ts';
import { arbitraryTool, TOOL_POOL } from './arbitrary-tool.ts';

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const text = fc.oneof(
  fc.constantFrom('', ' ', '\n', 'hello', 'ünïcode 🚦', '</developer_message>', '"cache_control"'),
  fc.string({ maxLength: 30 }),
);
const textPart: fc.Arbitrary<ContentPart> = text.map(value => ({ kind: 'text', text: value }));
const part: fc.Arbitrary<ContentPart> = fc.oneof(
  { weight: 5, arbitrary: textPart },
  fc.constantFrom<ContentPart>(
    { kind: 'image', url: PNG, detail: 'high' },
    { kind: 'image', url: 'https://example.com/a.png' },
    { kind: 'image', url: 'data:image/bmp;base64,Qk0=' },
    { kind: 'image', url: 'data:image/png;base64,' },
    { kind: 'file', url: 'data:application/pdf;base64,JVBERi0=', filename: 'a.pdf' },
    { kind: 'file', url: 'data:text/plain,a%20b' },
    { kind: 'file', url: 'file_id' },
  ),
);
const parts = fc.array(part, { maxLength: 3 });

const message = fc.record({
  kind: fc.constant('message' as const),
  role: fc.constantFrom(
    'user' as const,
    'user' as const,
    'assistant' as const,
    'developer' as const,
    'system' as const,
  ),
  parts,
});

/** Reasoning of every origin but the upstream that is asked. */
const foreignReasoning: fc.Arbitrary<ReasoningItem> = fc
  .tuple(fc.constantFrom('openai', 'gemini', 'claude', 'none'), text)
  .map(([origin, summary]): ReasoningItem => {
    const base = { kind: 'reasoning' as const, summary: [summary], text: [] };
    if (origin === 'openai') return { ...base, encrypted: 'gAAAAABforeign' };
    if (origin === 'none') return base;
    const wireApi = origin === 'gemini' ? 'gemini' : 'anthropic';
    const provenance = { provider: origin, wireApi, model: 'another-model' };
    const block = { type: 'thinking', thinking: summary, signature: 'forged' };
    return {
      ...base,
      carrier: { provenance, payload: { blocks: [block], signature: 'forged', on: 'text' } },
    };
  });

const callId = fc.constantFrom('call_1', 'call_2', 'call 3/ü', '', 'toolu_x');
const call: fc.Arbitrary<CallItem> = fc
  .tuple(
    callId,
    fc.constantFrom(...TOOL_POOL),
    fc.constantFrom('{}', '', '{"a":[1,null]}', '[1]', 'not json', '*** Begin Patch'),
  )
  .map(([id, tool, input]) => ({ kind: 'call', callId: id, tool: tool.ref, form: tool.kind, input }));
const output: fc.Arbitrary<OutputItem> = fc.record({
  kind: fc.constant('output' as const),
  callId,
  form: fc.constant('function' as const),
  parts,
});

const opaque: CanonicalItem = { kind: 'opaque', type: 'web_search_call', raw: { type: 'web_search_call' } };

/** A parallel step as it should be: calls, then their outputs in any order. */
const step: fc.Arbitrary<CanonicalItem[]> = fc
  .array(fc.tuple(call, parts), { minLength: 1, maxLength: 3 })
  .chain(rows => {
    const outputs = rows.map(
      ([made, said]): OutputItem => ({ kind: 'output', callId: made.callId, form: made.form, parts: said }),
    );
    return fc
      .shuffledSubarray(outputs, { minLength: outputs.length })
      .map(shuffled => [...rows.map(([made]) => made), ...shuffled]);
  });

const items: fc.Arbitrary<CanonicalItem[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: message.map((item): CanonicalItem[] => [item]) },
      { weight: 3, arbitrary: step },
      { weight: 2, arbitrary: foreignReasoning.map((item): CanonicalItem[] => [item]) },
      { weight: 1, arbitrary: call.map((item): CanonicalItem[] => [item]) },
      { weight: 1, arbitrary: output.map((item): CanonicalItem[] => [item]) },
      { weight: 1, arbitrary: fc.constant([opaque]) },
    ),
    { maxLength: 10 },
  )
  .map(groups => groups.flat());

const choice: fc.Arbitrary<ToolChoice> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<ToolChoice>({ kind: 'auto' }) },
  fc.constantFrom<ToolChoice>({ kind: 'none' }, { kind: 'required' }),
  fc.constantFrom(...TOOL_POOL).map((tool): ToolChoice => ({ kind: 'tool', tool: tool.ref })),
);

const hosted: CanonicalTool = { kind: 'hosted', type: 'web_search', raw: { type: 'web_search' } };

/** Any request a client may send, histories of other providers and broken ones included. */
export const arbitraryRequest: fc.Arbitrary<CanonicalRequest> = fc
  .record({
    items,
    tools: fc.oneof(
      fc.constant([]),
      fc.uniqueArray(arbitraryTool, { selector: tool => JSON.stringify(tool.ref), maxLength: 6 }),
    ),
    hasHosted: fc.boolean(),
    toolChoice: choice,
    stream: fc.boolean(),
    parallelToolCalls: fc.option(fc.boolean(), { nil: undefined }),
    effort: fc.constantFrom(undefined, 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'banana'),
    summary: fc.constantFrom(undefined, 'auto', 'none'),
    format: fc.constantFrom<CanonicalRequest['format']>(
      { kind: 'text' },
      { kind: 'json-object' },
      {
        kind: 'json-schema',
        name: 'title',
        schema: {
          type: 'object',
          properties: {
            title: { type: 'string', minLength: 1 },
            n: { type: 'integer', minimum: 1 },
            o: { type: 'object' },
          },
          required: ['title'],
          additionalProperties: false,
        },
      },
    ),
    maxOutputTokens: fc.constantFrom(undefined, 1, 500, 2_000, 1_000_000),
    temperature: fc.constantFrom(undefined, 0, 1, 1.7),
    topP: fc.constantFrom(undefined, 0.5, 1),
    stop: fc.constantFrom(undefined, ['END', ' '], ['a', 'b', 'c', 'd', 'e', 'f']),
    seed: fc.constantFrom(undefined, 7),
    presencePenalty: fc.constantFrom(undefined, 0.5),
    serviceTier: fc.constantFrom(undefined, 'auto', 'priority', 'flex', 'default'),
    verbosity: fc.constantFrom(undefined, 'low'),
  })
  .map(({ effort, summary, hasHosted, tools, ...rest }) => ({
    ...rest,
    model: 'codex-default',
    namespaces: [],
    tools: hasHosted ? [...tools, hosted] : tools,
    reasoning: { effort, summary },
  }));
