import type { CallItem, CanonicalItem, OutputItem } from './canonical-request.ts';

/**
 * The output of each call that has one. Call ids need not be unique: an output belongs to the oldest call of its
 * id that still waits.
 */
export function pairOutputs(items: readonly CanonicalItem[]): ReadonlyMap<CallItem, OutputItem> {
  const waiting = new Map<string, CallItem[]>();
  const outputs = new Map<CallItem, OutputItem>();
  for (const item of items) {
    if (item.kind === 'call') {
      const queue = waiting.get(item.callId);
      if (queue === undefined) waiting.set(item.callId, [item]);
      else queue.push(item);
    } else if (item.kind === 'output') {
      const call = waiting.get(item.callId)?.shift();
      if (call !== undefined) outputs.set(call, item);
    }
  }
  return outputs;
}
