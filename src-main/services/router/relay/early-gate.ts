import { concatBytes } from './concat-bytes.ts';

/** What the first events of a Responses stream amount to. */
export type GateVerdict =
  /** Only `response.created` and the like so far: nothing the person sees. `forward` may go out. */
  | { readonly kind: 'waiting'; readonly forward: Uint8Array | undefined }
  /** The first event that shows something began: from here on every byte goes straight through. */
  | { readonly kind: 'open'; readonly forward: Uint8Array }
  /** The stream failed before it showed anything: the data of the failing event, not forwarded. */
  | { readonly kind: 'failed'; readonly data: string };

export interface EarlyGate {
  push(chunk: Uint8Array): GateVerdict;
  /** Bytes of an event that never ended. */
  rest(): Uint8Array | undefined;
}

const PREAMBLE = new Set([
  'response.created',
  'response.in_progress',
  'response.queued',
  'ping',
  'keepalive',
]);
const FAILURE = new Set(['response.failed', 'error']);
/** A type stands at the beginning of its event; an event without one by here is content. */
const TYPE_WITHIN_BYTES = 256;
const EVENT_LINE = /^event:[ ]?([^\r\n]*)\r?\n/m;
const DATA_TYPE = /^data:[ ]?\{\s*"type"\s*:\s*"([^"]*)"/m;
const EVENT_END = /\r\n\r\n|\n\n|\r\r/;

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

/**
 * Decides from the first bytes of a `text/event-stream` answer whether another candidate may still be tried:
 * yes, while only preamble events came (Codex ignores them, so they may be forwarded at once and come again
 * from the next candidate); no, from the first other event on. The verdict does not depend on how the bytes
 * are split.
 */
export function createEarlyGate(): EarlyGate {
  let held: Uint8Array | undefined;
  return {
    push(chunk) {
      const bytes = held === undefined ? chunk : concatBytes(held, chunk);
      // One char per byte: positions in the text are positions in the bytes.
      const text = latin1.decode(bytes);
      let at = 0;
      for (;;) {
        const rest = at === 0 ? text : text.slice(at);
        const eventEnd = EVENT_END.exec(rest);
        const head = eventEnd === null ? rest : rest.slice(0, eventEnd.index + 1);
        const type = eventType(head, eventEnd !== null);
        if (type === 'content') {
          held = undefined;
          return { kind: 'open', forward: bytes };
        }
        if (eventEnd === null) {
          held = at === 0 ? bytes : bytes.slice(at);
          return { kind: 'waiting', forward: at === 0 ? undefined : bytes.slice(0, at) };
        }
        const endAt = at + eventEnd.index + eventEnd[0].length;
        if (type === 'failure') {
          held = undefined;
          return { kind: 'failed', data: eventData(utf8.decode(bytes.subarray(at, endAt))) };
        }
        at = endAt;
      }
    },
    rest: () => held,
  };
}

function eventType(head: string, isComplete: boolean): 'preamble' | 'failure' | 'content' | 'unknown' {
  const named = EVENT_LINE.exec(`${head}\n`.slice(0, TYPE_WITHIN_BYTES))?.[1];
  const typed = DATA_TYPE.exec(head.slice(0, TYPE_WITHIN_BYTES))?.[1] ?? named;
  if (typed === undefined) {
    const isOnlyComments = head.split(/\r\n|\n|\r/).every(line => line === '' || line.startsWith(':'));
    if (isOnlyComments) return isComplete ? 'preamble' : 'unknown';
    return isComplete || head.length >= TYPE_WITHIN_BYTES ? 'content' : 'unknown';
  }
  // An `event:` line that is still arriving could be the beginning of a longer name.
  if (!isComplete && typed === named && !/^event:[^\n]*\n/m.test(head)) return 'unknown';
  if (PREAMBLE.has(typed)) return 'preamble';
  return FAILURE.has(typed) ? 'failure' : 'content';
}

function eventData(event: string): string {
  return event
    .split(/\r\n|\n|\r/)
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(line.startsWith('data: ') ? 6 : 5))
    .join('\n');
}
