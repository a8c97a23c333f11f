import type { CallItem } from '../canonical-request.ts';

/**
 * An id for each call of one request: the client's own where it is legal and still free, else a changed one.
 * Clients may use any text, and the same one twice; upstreams may not.
 *
 * @param forbidden characters no id may have; default none
 */
export function createCallIds(
  forbidden = /(?!)/g,
  maxLength = Number.POSITIVE_INFINITY,
): (call: CallItem) => string {
  const ids = new Map<CallItem, string>();
  const taken = new Set<string>();
  return call => {
    const known = ids.get(call);
    if (known !== undefined) return known;
    const legal = call.callId.replace(forbidden, '_').slice(0, maxLength) || 'call';
    let id = legal;
    for (let n = 2; taken.has(id); n++) id = `${legal.slice(0, maxLength - String(n).length - 1)}_${n}`;
    taken.add(id);
    ids.set(call, id);
    return id;
  };
}
