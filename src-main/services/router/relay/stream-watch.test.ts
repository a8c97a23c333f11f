import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamWatch } from './stream-watch.ts';

const completed =
  'event: response.completed\ndata: {"type":"response.completed","response":{"id":"r","usage":{"input_tokens":9,"output_tokens":4,"total_tokens":13}}}\n\n';
const delta =
  'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"x"}\n\n';

function watch(stream: string, cuts: readonly number[]) {
  const bytes = Buffer.from(stream);
  const at = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  const watched = createStreamWatch();
  for (let i = 1; i < at.length; i += 1) watched.push(bytes.subarray(at[i - 1], at[i]));
  return watched;
}

describe('watching a stream go by', () => {
  it('sees the terminal event and its usage, however the bytes are split', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), cuts => {
        const watched = watch(delta.repeat(50) + completed, cuts);
        expect(watched.end()).toBe('completed');
        expect(watched.usage()).toMatchObject({ inputTokens: 9, outputTokens: 4 });
      }),
    );
  });

  it('sees it byte for byte as well', () => {
    const watched = createStreamWatch();
    for (const byte of Buffer.from(delta + completed)) watched.push(Buffer.of(byte));
    expect([watched.end(), watched.isAtBoundary()]).toEqual(['completed', true]);
  });

  it('finds the usage behind an answer much longer than what it keeps', () => {
    const watched = createStreamWatch();
    for (let i = 0; i < 20_000; i += 1) watched.push(Buffer.from(delta));
    watched.push(Buffer.from(completed));
    expect(watched.usage()).toMatchObject({ inputTokens: 9 });
  });

  it.each([
    ['incomplete', 'data: {"type": "response.incomplete","response":{}}\n\n'],
    ['failed', 'event: response.failed\ndata: {"type":"response.failed"}\n\n'],
  ])('tells an answer that ended %s', (end, stream) => {
    expect(watch(delta + stream, []).end()).toBe(end);
  });

  it('does not take words of the model for the end', () => {
    const words = JSON.stringify({
      type: 'response.output_text.delta',
      delta: '"type":"response.completed"',
    });
    expect(watch(`data: ${words}\n\n`, []).end()).toBeUndefined();
  });

  it('knows when it stands between two events', () => {
    expect(watch(delta, []).isAtBoundary()).toBe(true);
    expect(watch(delta.slice(0, -1), []).isAtBoundary()).toBe(false);
    expect(watch(delta.replaceAll('\n', '\r\n'), []).isAtBoundary()).toBe(true);
    expect(createStreamWatch().isAtBoundary()).toBe(true);
  });
});
