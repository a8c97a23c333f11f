import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAnswer } from './answer-reader.ts';
import { asNumber, asObject, type JsonObject, type JsonValue, parseJson } from './json.ts';
import { createResponsesEncoder } from './responses/answer-encoder.ts';
import { checkCodexStream } from './testing/check-codex-stream.ts';
import { DOCUMENTED, DOCUMENTED_FOLDER, documentedContext } from './testing/documented-examples.ts';
import { decodeChunks, FIXED_ESTIMATE, readable, splitBytes } from './testing/stream-corpus.ts';

describe.each(DOCUMENTED)('what the documentation of $api shows', example => {
  const { api, dialect } = example;
  const context = documentedContext(example);
  const folder = new URL(`${api}/`, DOCUMENTED_FOLDER);
  const files = readdirSync(folder).sort();
  const named = (end: string) =>
    files.filter(file => file.endsWith(end)).map(file => file.slice(0, -end.length));
  const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const json = (file: string): JsonValue => parseJson(text(file)) ?? null;
  const expected = (name: string): JsonValue => asObject(json('expected.json'))?.[name] ?? null;

  it('has every file expected, and nothing else', () => {
    const names = files.filter(file => file !== 'expected.json' && file !== 'meaning.json');
    expect(Object.keys(asObject(json('expected.json')) ?? {}).sort()).toEqual(names);
  });

  it.each(named('.sse'))('the stream %s has its events, split anywhere, and Codex understands them', name => {
    const bytes = Buffer.from(text(`${name}.sse`));
    const whole = decodeChunks(dialect, context, [bytes]);
    expect(readable(whole)).toEqual(expected(`${name}.sse`));
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), cuts => {
        expect(decodeChunks(dialect, context, splitBytes(bytes, cuts))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
    expect(decodeChunks(dialect, context, splitBytes(bytes, [...bytes.keys()]))).toEqual(whole);
    const encoder = createResponsesEncoder({ answerId: 'a1', model: 'codex-default', createdAtMs: 0 });
    expect(checkCodexStream(whole.map(event => encoder.encode(event)).join(''))).toEqual([]);
  });

  it.each(named('.message.json'))('the whole answer %s has its events', name => {
    const events = dialect.decodeComplete(json(`${name}.message.json`), context);
    expect(readable(completeAnswer(events, FIXED_ESTIMATE))).toEqual(expected(`${name}.message.json`));
  });

  it.each(named('.error.json'))('the error %s means what it should', name => {
    const error = asObject(json(`${name}.error.json`)) ?? {};
    const headers = (asObject(error.headers) ?? {}) as Record<string, string>;
    const failure = dialect.decodeError(asNumber(error.status) ?? 0, headers, JSON.stringify(error.body));
    expect(readableFailure(failure)).toEqual(expected(`${name}.error.json`));
  });
});

const readableFailure = (failure: object): JsonObject => JSON.parse(JSON.stringify(failure)) as JsonObject;
