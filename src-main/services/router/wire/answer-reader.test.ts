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

  it('fails an answer that holds nothing, or whose only calls were dropped', () => {
    expect(lastOf([stop])).toMatchObject({ type: 'failed', detail: 'empty_answer' });
    expect(lastOf([{ type: 'call-dropped', why: 'no name' }, stop])).toMatchObject({
      type: 'failed',
      detail: 'dropped_calls',
    });
    expect(lastOf([text, { type: 'call-dropped', why: 'no name' }, stop])).toEqual(stop);
  });

  it('gives nothing after the terminal event', () => {
    expect(completeAnswer([text, stop, text, stop], estimate).filter(e => e === text)).toHaveLength(1);
  });
});
