import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseReader } from './sse-reader.ts';

function read(chunks: readonly Uint8Array[]): [string, string | undefined][] {
  const events: [string, string | undefined][] = [];
  const reader = createSseReader((data, event) => events.push([data, event]));
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return events;
}

const STREAM =
  '\uFEFF: comment\r\nevent: a\r\ndata: {"é":"😀"}\r\n\r\ndata: one\ndata: two\n\n\n\nid: 3\ndata:[DONE]';

describe('SSE reader', () => {
  it('reads the same events however the bytes are split', () => {
    const bytes = new TextEncoder().encode(STREAM);
    const expected = [
      ['{"é":"😀"}', 'a'],
      ['one\ntwo', undefined],
      ['[DONE]', undefined],
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), cuts => {
        const at = [...cuts].sort((a, b) => a - b);
        const chunks = [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
        expect(read(chunks)).toEqual(expected);
      }),
    );
  });

  it('reads nothing behind an event that is larger than any answer', () => {
    const events: string[] = [];
    const reader = createSseReader(data => events.push(data), 100);
    reader.push(Buffer.from('data: small\n\n'));
    for (let i = 0; i < 3; i++) reader.push(Buffer.from(`data: ${'x'.repeat(60)}`));
    reader.push(Buffer.from('\n\ndata: late\n\n'));
    reader.end();
    expect(events).toEqual(['small']);
  });
});
