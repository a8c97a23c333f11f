import type { CanonicalEvent } from '../canonical-event.ts';

export interface FoldedAnswer {
  readonly items: readonly Record<string, unknown>[];
  readonly usage: unknown;
  readonly end: unknown;
}

/** What an answer says, however many deltas it came in: two streams that fold alike mean the same. */
export function foldAnswer(events: readonly CanonicalEvent[]): FoldedAnswer {
  const items: Record<string, unknown>[] = [];
  const calls = new Map<number, Record<string, unknown>>();
  let open: Record<string, unknown> | undefined;
  let usage: unknown;
  let end: unknown;
  const item = (kind: string): Record<string, unknown> => {
    if (open?.kind !== kind) {
      open = { kind, text: '' };
      items.push(open);
    }
    return open;
  };
  for (const event of events) {
    if (event.type === 'text-delta') item('text').text += event.text;
    else if (event.type === 'reasoning-delta')
      item('reasoning').text += (event.newPart ? '\n\n' : '') + event.text;
    else if (event.type === 'reasoning-carrier') item('reasoning').encrypted = event.encrypted;
    else if (event.type === 'item-end') open = undefined;
    else if (event.type === 'call-start') {
      open = undefined;
      const call = { kind: 'call', callId: event.callId, tool: event.tool, form: event.form };
      calls.set(event.call, call);
      items.push(call);
    } else if (event.type === 'call-end') Object.assign(calls.get(event.call) ?? {}, { input: event.input });
    else if (event.type === 'usage') usage = event.usage;
    else if (event.type === 'finished') end = event.reason;
    else if (event.type === 'failed') end = event;
  }
  return { items, usage, end };
}
