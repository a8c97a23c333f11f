import fc from 'fast-check';
import type {
  CanonicalItem,
  CanonicalRequest,
  CanonicalTool,
  ContentPart,
  ToolForm,
} from '../canonical-request.ts';

const words = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\n', 'é', '😀'), minLength: 1 });
const optionalWords = fc.option(words, { nil: undefined });
const text = words.map((value): ContentPart => ({ kind: 'text', text: value }));
const image: fc.Arbitrary<ContentPart> = fc.constantFrom(
  { kind: 'image', url: 'data:image/png;base64,AAAA', detail: 'high' },
  { kind: 'image', url: 'https://example.org/a.png', detail: 'low' },
);
const userParts = fc.array(fc.oneof(text, image), { minLength: 1, maxLength: 3 });

const message: fc.Arbitrary<CanonicalItem> = fc.oneof(
  fc
    .record({
      role: fc.constantFrom('system' as const, 'developer' as const, 'user' as const),
      parts: userParts,
    })
    .map(
      ({ role, parts }): CanonicalItem => ({
        kind: 'message',
        role,
        parts:
          role === 'user'
            ? parts
            : parts.filter(part => part.kind === 'text').concat({ kind: 'text', text: 'x' }),
      }),
    ),
  text.map((part): CanonicalItem => ({ kind: 'message', role: 'assistant', parts: [part] })),
);

/** Rounds of calls with their outputs, ids counted up so that they are unique. */
function calls(
  forms: readonly ToolForm[],
  namespace: fc.Arbitrary<string | undefined>,
): fc.Arbitrary<CanonicalItem[]> {
  const one = fc.record({
    form: fc.constantFrom(...forms),
    namespace,
    input: words,
    output: words,
    hasImage: fc.boolean(),
  });
  return fc.array(one, { minLength: 1, maxLength: 3 }).map(list => {
    const made = list.map((entry, i): CanonicalItem => {
      const { form } = entry;
      const input = form === 'custom' ? entry.input : JSON.stringify({ value: entry.input });
      const tool =
        form === 'search'
          ? { name: 'tool_search' }
          : named(form, form === 'function' ? entry.namespace : undefined);
      return { kind: 'call', callId: `c${i}`, tool, form, input };
    });
    const outputs = list.map((entry, i): CanonicalItem => {
      const parts: ContentPart[] = [{ kind: 'text', text: entry.output }];
      if (entry.hasImage) parts.push({ kind: 'image', url: 'data:image/png;base64,BBBB', detail: 'high' });
      const base = { kind: 'output' as const, callId: `c${i}`, form: entry.form };
      return entry.form === 'search' ? { ...base, parts: [], discovered: [] } : { ...base, parts };
    });
    return [...made, ...outputs];
  });
}

function withRound(item: CanonicalItem, round: number): CanonicalItem {
  return item.kind === 'call' || item.kind === 'output'
    ? { ...item, callId: `r${round}_${item.callId}` }
    : item;
}

function named(form: ToolForm, namespace: string | undefined) {
  const name = form === 'custom' ? 'apply_patch' : 'exec_command';
  return namespace === undefined ? { name } : { namespace, name };
}

/** Whole requests. `rich` has all that Responses can say; otherwise only what Chat Completions can. */
export function arbitraryRequest(rich: boolean): fc.Arbitrary<CanonicalRequest> {
  const namespace = rich ? fc.constantFrom(undefined, 'mcp__demo') : fc.constant(undefined);
  const round = calls(rich ? ['function', 'custom', 'search'] : ['function'], namespace);
  const items = fc.array(
    fc.oneof(
      message.map(one => [one]),
      round,
    ),
    { minLength: 1, maxLength: 6 },
  );
  const tools: CanonicalTool[] = [
    {
      kind: 'function',
      ref: { name: 'exec_command' },
      description: 'Runs.',
      parameters: { type: 'object', properties: {} },
    },
    ...(rich
      ? ([
          {
            kind: 'custom',
            ref: { name: 'apply_patch' },
            grammar: { syntax: 'lark', definition: 'start: "x"' },
          },
          {
            kind: 'function',
            ref: { namespace: 'mcp__demo', name: 'exec_command' },
            parameters: { type: 'object', properties: {} },
            strict: false,
          },
          { kind: 'hosted', type: 'web_search', raw: { type: 'web_search' } },
        ] satisfies CanonicalTool[])
      : []),
  ];
  return fc
    .record({
      items: items.map(rounds => rounds.flatMap((round, r) => round.map(item => withRound(item, r)))),
      stream: fc.boolean(),
      parallelToolCalls: fc.option(fc.boolean(), { nil: undefined }),
      toolChoice: fc.constantFrom<CanonicalRequest['toolChoice']>(
        { kind: 'auto' },
        { kind: 'none' },
        { kind: 'required' },
        { kind: 'tool', tool: { name: 'exec_command' } },
      ),
      effort: fc.constantFrom(undefined, 'low', 'xhigh'),
      verbosity: fc.constantFrom(undefined, 'low'),
      format: fc.constantFrom<CanonicalRequest['format']>(
        { kind: 'text' },
        { kind: 'json-object' },
        { kind: 'json-schema', name: 'answer', schema: { type: 'object', properties: {} }, strict: true },
      ),
      maxOutputTokens: fc.option(fc.integer({ min: 16, max: 9_999 }), { nil: undefined }),
      temperature: fc.constantFrom(undefined, 0, 0.5),
      cacheKey: optionalWords,
    })
    .map(({ effort, ...rest }) => ({
      model: 'codex-default',
      tools,
      namespaces: rich ? [{ name: 'mcp__demo', description: 'Demo.' }] : [],
      reasoning: { effort },
      ...rest,
    }));
}
