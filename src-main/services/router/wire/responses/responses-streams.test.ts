import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCodexStream } from '../testing/check-codex-stream.ts';
import { corpusContext, decodeChunks, loadStreams, readable, splitBytes } from '../testing/stream-corpus.ts';
import { createResponsesEncoder } from './answer-encoder.ts';
import { responsesDialect } from './responses-dialect.ts';

const FOLDER = new URL('./fixtures/streams/', import.meta.url);
const context = corpusContext({ provider: 'openai', wireApi: 'responses', model: 'gpt' });

describe.each(loadStreams(FOLDER))('the Responses stream $name', ({ bytes, expected }) => {
  it('has the expected events', () => {
    expect(readable(decodeChunks(responsesDialect, context, [bytes]))).toEqual(expected);
  });

  it('has the same events however its bytes are split', () => {
    const whole = decodeChunks(responsesDialect, context, [bytes]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), cuts => {
        expect(decodeChunks(responsesDialect, context, splitBytes(bytes, cuts))).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('written anew is a stream that Codex understands', () => {
    const encoder = createResponsesEncoder({ answerId: 'a1', model: 'codex-default', createdAtMs: 0 });
    const sse = decodeChunks(responsesDialect, context, [bytes])
      .map(event => encoder.encode(event))
      .join('');
    expect(checkCodexStream(sse)).toEqual([]);
  });
});
