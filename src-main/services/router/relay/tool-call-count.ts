import type { CanonicalEvent } from '../wire/canonical-event.ts';
import { parseJson } from '../wire/json.ts';

/** Tool calls of one answer, and how many of them a client can carry out. */
export interface ToolCallCount {
  readonly made: number;
  readonly usable: number;
}

/** Counts the tool calls of an answer as its events go by. A call is usable when its arguments are whole. */
export function createToolCallCount() {
  const custom = new Set<number>();
  let made = 0;
  let usable = 0;
  return {
    take(event: CanonicalEvent): void {
      if (event.type === 'call-start' && event.form === 'custom') custom.add(event.call);
      if (event.type === 'call-dropped') made += 1;
      if (event.type === 'call-end') {
        made += 1;
        // A custom tool takes any text.
        if (custom.has(event.call) || parseJson(event.input) !== undefined) usable += 1;
      }
    },
    read: (): ToolCallCount => ({ made, usable }),
  };
}
