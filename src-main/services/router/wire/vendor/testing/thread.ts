import type { CanonicalItem, CanonicalRequest } from '../../canonical-request.ts';
import type { Dialect } from '../../dialect.ts';
import type { WireTarget } from '../../wire-target.ts';
import { askUpstream, type UpstreamDoor } from './ask-upstream.ts';
import { itemsOf } from './read-events.ts';

export const QUESTION: CanonicalItem = {
  kind: 'message',
  role: 'user',
  parts: [{ kind: 'text', text: 'Go on.' }],
};

/** A request for more of a thread, with the tools `mcp__x__run` and `apply_patch` and high effort. */
export function threadRequest(items: readonly CanonicalItem[]): CanonicalRequest {
  return {
    model: 'codex-default',
    stream: true,
    items,
    tools: [
      { kind: 'function', ref: { namespace: 'mcp__x', name: 'run' }, parameters: {} },
      { kind: 'custom', ref: { name: 'apply_patch' } },
    ],
    namespaces: [],
    toolChoice: { kind: 'auto' },
    reasoning: { effort: 'high', summary: 'auto' },
    format: { kind: 'text' },
  };
}

/**
 * Asks for the next answer and gives the history a client would send after it: the answer, and a result for each
 * call, or the next question. Throws what the upstream refused.
 */
export async function goOn(
  dialect: Dialect,
  door: UpstreamDoor,
  target: WireTarget,
  items: readonly CanonicalItem[],
): Promise<CanonicalItem[]> {
  const { events } = await askUpstream(dialect, door, threadRequest(items), target);
  const failure = events.find(event => event.type === 'failed');
  if (failure !== undefined) throw new Error(`${target.model} refused: ${failure.message}`);
  const answer = itemsOf(events);
  const outputs = answer.flatMap((item): CanonicalItem[] =>
    item.kind === 'call'
      ? [{ kind: 'output', callId: item.callId, form: item.form, parts: [{ kind: 'text', text: 'done' }] }]
      : [],
  );
  return [...items, ...answer, ...(outputs.length > 0 ? outputs : [QUESTION])];
}
