import fc from 'fast-check';
import type { CanonicalEvent, FinishReason } from '../canonical-event.ts';
import type { ToolForm, ToolRef } from '../canonical-request.ts';
import { type CanonicalUsage, reportedUsage } from '../canonical-usage.ts';

/** Tools of `CORPUS_REQUEST`, without namespaces and free text where a wire API has neither. */
const TOOLS: readonly { readonly tool: ToolRef; readonly form: ToolForm }[] = [
  { tool: { name: 'exec_command' }, form: 'function' },
  { tool: { name: 'get_goal' }, form: 'function' },
  { tool: { name: 'apply_patch' }, form: 'custom' },
  { tool: { namespace: 'multi_agent_v1', name: 'wait_agent' }, form: 'function' },
  { tool: { name: 'tool_search' }, form: 'search' },
];

const words = fc.string({
  unit: fc.constantFrom('a', ' ', '"', '\\', '\n', 'é', '😀', '\u2028', '{', '<'),
  minLength: 1,
});
const pieces = fc.array(words, { minLength: 1, maxLength: 4 });
const textItem = pieces.map(texts => texts.map((text): CanonicalEvent => ({ type: 'text-delta', text })));

const reasoningItem = fc
  .record({ parts: fc.array(pieces, { minLength: 1, maxLength: 2 }) })
  .map(({ parts }) =>
    parts.flatMap((part, p) =>
      part.map((text, i): CanonicalEvent => {
        return { type: 'reasoning-delta', text, ...(p > 0 && i === 0 && { newPart: true }) };
      }),
    ),
  );

function callEvents(
  call: number,
  pick: (typeof TOOLS)[number],
  value: string,
  cut: number,
): CanonicalEvent[] {
  const input = pick.form === 'custom' ? value : JSON.stringify({ value });
  const at = cut % input.length;
  const deltas = [input.slice(0, at), input.slice(at)].filter(delta => delta !== '');
  return [
    { type: 'call-start', call, callId: `call_${call}`, ...pick },
    ...deltas.map((delta): CanonicalEvent => ({ type: 'call-delta', call, delta })),
    { type: 'call-end', call, input },
  ];
}

function usageEvent(usage: CanonicalUsage | undefined): CanonicalEvent[] {
  return usage === undefined ? [] : [{ type: 'usage', usage }];
}

/** Whole answers as a decoder would give them. `forms` limits the sorts of calls. */
export function arbitraryAnswer(
  forms: readonly ToolForm[],
  namespaces: boolean,
): fc.Arbitrary<CanonicalEvent[]> {
  const tools = TOOLS.filter(
    ({ form, tool }) => forms.includes(form) && (namespaces || tool.namespace === undefined),
  );
  const call = fc.tuple(fc.constantFrom(...tools), words, fc.nat());
  const count = fc.nat({ max: 100_000 });
  const someTokens = fc.integer({ min: 1, max: 100_000 });
  return fc
    .record({
      opening: fc
        .tuple(fc.option(reasoningItem, { nil: [] }), textItem)
        .map(([reasoning, text]) => [...reasoning, ...text]),
      calls: fc.array(call, { maxLength: 3 }),
      reason: fc.constantFrom<FinishReason>('stop', 'length'),
      counts: fc.tuple(someTokens, count, count, count),
    })
    .map(
      ({
        opening,
        calls,
        reason,
        counts: [inputTokens, outputTokens, cachedInputTokens, reasoningTokens],
      }) => [
        { type: 'started' },
        ...opening,
        ...calls.flatMap(([pick, value, cut], i) => callEvents(i, pick, value, cut)),
        ...usageEvent(reportedUsage({ inputTokens, outputTokens, cachedInputTokens, reasoningTokens })),
        { type: 'finished', reason: reason === 'stop' && calls.length > 0 ? 'tool-calls' : reason },
      ],
    );
}
