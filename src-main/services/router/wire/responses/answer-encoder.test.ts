import { describe, expect, it } from 'vitest';
import type { CanonicalEvent } from '../canonical-event.ts';
import { checkCodexStream } from '../testing/check-codex-stream.ts';
import { createResponsesEncoder } from './answer-encoder.ts';
import { responsesInbound } from './responses-inbound.ts';

const identity = { answerId: 'a1', model: 'codex-default', createdAtMs: 1_700_000_000_500 };
const text: CanonicalEvent = { type: 'text-delta', text: 'hi' };

function write(events: readonly CanonicalEvent[]): string {
  const encoder = createResponsesEncoder(identity);
  return events.map(event => encoder.encode(event)).join('');
}

function terminal(events: readonly CanonicalEvent[]): unknown {
  const last = write(events).trimEnd().split('\n').at(-1) ?? '';
  return JSON.parse(last.slice('data: '.length));
}

describe('the Responses stream for Codex', () => {
  it('keeps alive with an event, not a comment, from the first moment to the end', () => {
    const encoder = createResponsesEncoder(identity);
    expect(encoder.keepAlive()).toContain('"type":"response.created"');
    expect(encoder.keepAlive()).toContain('data: {"type":"response.in_progress"');
    encoder.encode({ type: 'finished', reason: 'stop' });
    expect(encoder.keepAlive()).toBe('');
    expect(encoder.encode(text)).toBe('');
  });

  it.each<[CanonicalEvent & { type: 'finished' }, object]>([
    [
      { type: 'finished', reason: 'length' },
      { type: 'response.incomplete', response: { incomplete_details: { reason: 'max_output_tokens' } } },
    ],
    [
      { type: 'finished', reason: 'pause' },
      { type: 'response.completed', response: { end_turn: false } },
    ],
    [
      { type: 'finished', reason: 'refusal' },
      { type: 'response.completed', response: { status: 'completed', id: 'resp_a1' } },
    ],
    [
      { type: 'finished', reason: 'filtered', detail: 'SAFETY' },
      {
        type: 'response.failed',
        response: {
          error: {
            code: 'invalid_prompt',
            message: 'The provider stopped the answer for safety reasons (SAFETY).',
          },
        },
      },
    ],
  ])('ends %j truthfully', (event, expected) => {
    expect(terminal([text, event])).toMatchObject(expected);
  });

  it('closes an open message before a failure takes the stream down, without claiming it done', () => {
    const sse = write([text, { type: 'failed', code: 'stream-broken', message: 'cut' }]);
    expect(checkCodexStream(sse)).toEqual([]);
    expect(sse).not.toContain('response.output_item.done');
    expect(terminal([text, { type: 'failed', code: 'stream-broken', message: 'cut' }])).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'server_error', message: 'cut' } },
    });
  });

  it('never names another model than the one asked for', () => {
    const sse = write([{ type: 'started', model: 'secret-upstream', upstreamId: 'x' }, text]);
    expect(sse).not.toContain('secret-upstream');
  });

  it('puts calls that were written side by side in the order they began', () => {
    const call = (n: number): CanonicalEvent => {
      return { type: 'call-start', call: n, callId: `c${n}`, tool: { name: 'f' }, form: 'function' };
    };
    const end = (n: number): CanonicalEvent => ({ type: 'call-end', call: n, input: `{"n":${n}}` });
    const events = [
      text,
      call(0),
      call(1),
      end(1),
      end(0),
      { type: 'finished', reason: 'tool-calls' } as const,
    ];
    expect(responsesInbound.encodeComplete(events, identity).output).toMatchObject([
      { type: 'message' },
      { call_id: 'c0', arguments: '{"n":0}' },
      { call_id: 'c1', arguments: '{"n":1}' },
    ]);
  });
});
