import { describe, expect, it } from 'vitest';
import { completeAnswer } from './answer-reader.ts';
import type { CanonicalEvent } from './canonical-event.ts';

const estimate = { inputTokens: () => 11, outputTokens: (chars: number) => Math.ceil(chars / 4) };
const text: CanonicalEvent = { type: 'text-delta', text: 'hello' };
const stop: CanonicalEvent = { type: 'finished', reason: 'stop' };

function lastOf(events: readonly CanonicalEvent[]): CanonicalEvent | undefined {
  return completeAnswer(events, estimate).at(-1);
}

describe('answer reader', () => {
  it('estimates and marks a usage the provider did not report', () => {
    expect(completeAnswer([text, stop], estimate)).toEqual([
      text,
      {
        type: 'usage',
        usage: {
          inputTokens: 11,
          cachedInputTokens: 0,
          cacheWriteTokens: 0,
          outputTokens: 2,
          reasoningTokens: 0,
          totalTokens: 13,
          source: 'estimated',
        },
      },
      stop,
    ]);
  });

  it('turns a body that just ends into a broken stream', () => {
    expect(lastOf([text])).toMatchObject({ type: 'failed', code: 'stream-broken' });
  });

  const dropped: CanonicalEvent = { type: 'call-dropped', why: 'no name' };
  const begun: CanonicalEvent = {
    type: 'call-start',
    call: 0,
    callId: 'c',
    tool: { name: 't' },
    form: 'function',
  };
  const called: readonly CanonicalEvent[] = [begun, { type: 'call-end', call: 0, input: '{}' }];
  const cutOff: CanonicalEvent = { type: 'finished', reason: 'length' };
  it.each<[string, readonly CanonicalEvent[], string | undefined]>([
    ['nothing', [stop], 'empty_answer'],
    ['a call that was dropped', [dropped, stop], 'dropped_calls'],
    ['a text and a call that was dropped: it would look finished', [text, dropped, stop], 'dropped_calls'],
    [
      'a call that was begun and not finished',
      [text, ...called, { ...begun, call: 1 }, stop],
      'dropped_calls',
    ],
    ['a call beside one that was dropped', [...called, dropped, stop], undefined],
    ['a text', [text, stop], undefined],
    ['nothing, cut off by the output limit', [cutOff], undefined],
    ['a dropped call, cut off by the output limit', [text, begun, dropped, cutOff], undefined],
  ])('judges an answer of %s', (_, events, detail) => {
    const last = lastOf(events);
    if (detail === undefined) expect(last).toEqual(events.at(-1));
    else expect(last).toMatchObject({ type: 'failed', detail });
  });

  it('gives nothing after the terminal event', () => {
    expect(completeAnswer([text, stop, text, stop], estimate).filter(e => e === text)).toHaveLength(1);
  });
});
