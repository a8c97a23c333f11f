import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeAnswer } from './answer-reader.ts';
import { asObject, type JsonValue, parseJson } from './json.ts';
import { createResponsesEncoder } from './responses/answer-encoder.ts';
import { DOCUMENTED, DOCUMENTED_FOLDER, documentedContext } from './testing/documented-examples.ts';
import { readResponseAsCodex, readStreamAsCodex } from './testing/read-as-codex.ts';
import { decodeChunks, FIXED_ESTIMATE } from './testing/stream-corpus.ts';

// `meaning.json` is written by a person from what the provider's documentation says of each example, in the words of
// what Codex makes of an answer. It knows nothing of our events and is never written by our code.
describe.each(DOCUMENTED)('Codex understands of what the documentation of $api shows', example => {
  const { api, dialect } = example;
  const context = documentedContext(example);
  const folder = new URL(`${api}/`, DOCUMENTED_FOLDER);
  const json = (file: string): JsonValue => parseJson(readFileSync(new URL(file, folder), 'utf8')) ?? null;
  const meaning = asObject(json('meaning.json')) ?? {};
  const answers = readdirSync(folder).filter(file => /\.(?:sse|message\.json)$/.test(file));
  const encoder = () => createResponsesEncoder({ answerId: 'a1', model: 'codex-default', createdAtMs: 0 });

  it('every answer, each told of by a person', () => {
    expect(Object.keys(meaning).sort()).toEqual(answers.sort());
  });

  it.each(answers.filter(file => file.endsWith('.sse')))('the stream %s', file => {
    const events = decodeChunks(dialect, context, [readFileSync(new URL(file, folder))]);
    const codex = encoder();
    const reading = readStreamAsCodex(events.map(event => codex.encode(event)).join(''));
    expect(reading).toEqual(meaning[file]);
  });

  it.each(answers.filter(file => file.endsWith('.json')))('the whole answer %s', file => {
    const codex = encoder();
    for (const event of completeAnswer(dialect.decodeComplete(json(file), context), FIXED_ESTIMATE))
      codex.encode(event);
    expect(readResponseAsCodex(codex.response() ?? {})).toEqual(meaning[file]);
  });
});
