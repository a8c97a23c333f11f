import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAnswerReader } from '../answer-reader.ts';
import { anthropicDialect } from '../anthropic/anthropic-dialect.ts';
import { geminiDialect } from '../gemini/gemini-dialect.ts';
import { createResponsesEncoder } from '../responses/answer-encoder.ts';
import { checkCodexStream } from '../testing/check-codex-stream.ts';
import { FIXED_ESTIMATE } from '../testing/stream-corpus.ts';
import { fixtureContext, readAll } from './testing/read-events.ts';

const identity = { answerId: 'a1', model: 'codex-default', createdAtMs: 0 };

describe.each([
  [anthropicDialect, new URL('../anthropic/fixtures/', import.meta.url), 'claude-opus-4-6'],
  [geminiDialect, new URL('../gemini/fixtures/', import.meta.url), 'gemini-3.1-pro-preview'],
] as const)('streams of $wireApi', (dialect, folder, model) => {
  const context = fixtureContext(dialect, { provider: 'p', wireApi: dialect.wireApi, model });
  const names = readdirSync(folder).filter(file => file.endsWith('.sse'));

  it.each(names)('%s reaches Codex whole', name => {
    const reader = createAnswerReader(dialect.createDecoder(context), FIXED_ESTIMATE);
    const events = readAll(reader, [readFileSync(new URL(name, folder))]);
    const encoder = createResponsesEncoder(identity);
    expect(checkCodexStream(events.map(event => encoder.encode(event)).join(''))).toEqual([]);
  });
});
