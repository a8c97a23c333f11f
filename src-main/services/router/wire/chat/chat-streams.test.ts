import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResponsesEncoder } from '../responses/answer-encoder.ts';
import { checkCodexStream } from '../testing/check-codex-stream.ts';
import { corpusContext, decodeChunks, loadStreams, readable, splitBytes } from '../testing/stream-corpus.ts';
import { chatDialect } from './chat-dialect.ts';

const FOLDER = new URL('./fixtures/streams/', import.meta.url);
const context = corpusContext({ provider: 'gateway', wireApi: 'chat', model: 'upstream-model' });

describe.each(loadStreams(FOLDER))('the Chat Completions stream $name', ({ bytes, expected }) => {
  it('has the expected events', () => {
    expect(readable(decodeChunks(chatDialect, context, [bytes]))).toEqual(expected);
  });

  it('has the same events however its bytes are split', () => {
    const whole = decodeChunks(chatDialect, context, [bytes]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), cuts => {
        expect(decodeChunks(chatDialect, context, splitBytes(bytes, cuts))).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('becomes a stream that Codex understands', () => {
    const encoder = createResponsesEncoder({ answerId: 'a1', model: 'codex-default', createdAtMs: 0 });
    const sse = decodeChunks(chatDialect, context, [bytes])
      .map(event => encoder.encode(event))
      .join('');
    expect(checkCodexStream(sse)).toEqual([]);
  });
});
