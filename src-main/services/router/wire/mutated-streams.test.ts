import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAnswer, createAnswerReader } from './answer-reader.ts';
import type { CanonicalEvent } from './canonical-event.ts';
import { createChatEncoder } from './chat/answer-encoder.ts';
import { isObject, type JsonValue, parseJson } from './json.ts';
import { createResponsesEncoder } from './responses/answer-encoder.ts';
import { checkCodexStream } from './testing/check-codex-stream.ts';
import { DOCUMENTED, DOCUMENTED_FOLDER, documentedContext } from './testing/documented-examples.ts';
import { foldAnswer } from './testing/fold-answer.ts';
import {
  arbitraryMutation,
  mutated,
  recordedEvents,
  spoilByte,
  streamBytes,
} from './testing/mutate-stream.ts';
import { decodeChunks, FIXED_ESTIMATE, splitBytes } from './testing/stream-corpus.ts';

/** More runs find more: `SIGNALBOX_FUZZ_STREAMS=20000`. A failure names its seed. */
const numRuns = Number(process.env.SIGNALBOX_FUZZ_STREAMS ?? 1_500);
const OWN_FOLDER = {
  chat: './chat/fixtures/streams/',
  responses: './responses/fixtures/streams/',
  anthropic: './anthropic/fixtures/',
  gemini: './gemini/fixtures/',
} as const;

/** Streams that are cut, or of servers that close without a last event; Gemini's is the figures at the end. */
const WITHOUT_END = {
  chat: ['cut-after-text.sse'],
  responses: [],
  anthropic: ['cut.sse'],
  gemini: ['cut.sse'],
} as const;

describe.each(DOCUMENTED)('an answer in $api that goes wrong', example => {
  const { api, dialect } = example;
  const context = documentedContext(example);
  const folders = [new URL(OWN_FOLDER[api], import.meta.url), new URL(`${api}/`, DOCUMENTED_FOLDER)];
  const read = (end: string): readonly (readonly [name: string, bytes: Buffer])[] =>
    folders.flatMap(folder =>
      readdirSync(folder)
        .filter(file => file.endsWith(end))
        .map(file => [file, readFileSync(new URL(file, folder))] as const),
    );
  const streams = read('.sse');
  const corpus = streams.map(([, bytes]) => recordedEvents(bytes.toString('utf8')));
  const cuts = fc.array(fc.nat(20_000), { maxLength: 4 });

  it('throws nothing and has one end, true to the laws of an answer and whole for each client', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.array(arbitraryMutation, { minLength: 1, maxLength: 3 }),
        fc.record({
          lineEnd: fc.nat(2),
          hasBom: fc.boolean(),
          spoilt: fc.option(fc.nat(20_000), { nil: undefined }),
        }),
        cuts,
        (recorded, mutations, spelling, places) => {
          const events = mutated(recorded, mutations);
          const bytes = spoilByte(streamBytes(events, spelling.lineEnd, spelling.hasBom), spelling.spoilt);
          const answer = decodeChunks(dialect, context, splitBytes(bytes, places));
          expect(faultsOf(answer)).toEqual([]);
        },
      ),
      { numRuns },
    );
  });

  it('is never taken for a whole one when it was cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...streams), fc.nat(), ([, bytes], at) => {
        const whole = foldAnswer(decodeChunks(dialect, context, [bytes]));
        const cut = foldAnswer(decodeChunks(dialect, context, [bytes.subarray(0, at % (bytes.length + 1))]));
        if (typeof cut.end === 'string') expect(cut.items).toEqual(whole.items);
      }),
      { numRuns },
    );
  });

  it('is over with its last event, before the connection is closed, or may be, where it has one', () => {
    const late = streams.flatMap(([name, bytes]) => {
      const reader = createAnswerReader(dialect.createDecoder(context), FIXED_ESTIMATE);
      const last = reader.push(bytes).at(-1)?.type;
      return last === 'finished' || last === 'failed' || reader.mayBeOver?.() ? [] : [name];
    });
    expect(late).toEqual(WITHOUT_END[api]);
  });

  it('throws nothing as one object either, nor as an error', () => {
    const objects = read('.json').map(([, bytes]) => bytes.toString('utf8'));
    fc.assert(
      fc.property(
        fc.constantFrom(...objects),
        fc.array(arbitraryMutation, { maxLength: 3 }),
        (text, mutations) => {
          const [only] = mutated([{ name: undefined, data: text }], mutations);
          const json: JsonValue = parseJson(only?.data ?? '') ?? null;
          expect(faultsOf(completeAnswer(dialect.decodeComplete(json, context), FIXED_ESTIMATE))).toEqual([]);
          expect(dialect.decodeError(400, {}, only?.data ?? '').message).not.toBe('');
        },
      ),
      { numRuns },
    );
  });
});

/** What breaks a law of answers, or what a client could not read whole. */
function faultsOf(answer: readonly CanonicalEvent[]): string[] {
  const faults: string[] = [];
  const ends = answer.filter(event => event.type === 'finished' || event.type === 'failed');
  if (ends.length !== 1 || ends[0] !== answer.at(-1)) faults.push(`${ends.length} ends, or not at the end`);
  for (const event of answer) {
    if (event.type === 'usage') {
      const { source: _, ...figures } = event.usage;
      for (const [name, figure] of Object.entries(figures))
        if (!Number.isSafeInteger(figure) || figure < 0) faults.push(`${name} is ${figure}`);
    }
    if (event.type === 'failed' && event.message === '') faults.push('a failure without words');
  }
  const codex = createResponsesEncoder({ answerId: 'a', model: 'm', createdAtMs: 0 });
  const wrong = checkCodexStream(answer.map(event => codex.encode(event)).join(''));
  // Where a delta was lost or came twice, the finished call is right, and the one that counts.
  faults.push(...wrong.filter(fault => !fault.endsWith('arguments are not the sum of their deltas')));
  const chat = createChatEncoder({ answerId: 'a', model: 'm', createdAtMs: 0, includeUsage: true });
  faults.push(...chatFaults(answer.map(event => chat.encode(event)).join('')));
  return faults;
}

function chatFaults(sse: string): string[] {
  const data = recordedEvents(sse).map(event => event.data);
  const objects = data.filter(text => text !== '[DONE]').map(text => parseJson(text));
  const faults = objects.every(isObject) ? [] : ['Chat: not JSON'];
  const hasFailed = objects.some(object => isObject(object) && object.error !== undefined);
  if (hasFailed === (data.at(-1) === '[DONE]'))
    faults.push('Chat: neither an error nor [DONE] at the end, or both');
  return faults;
}
