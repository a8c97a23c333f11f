import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json.ts';
import { cutAt, fixtureContext, plainEvents, readAll } from '../vendor/testing/read-events.ts';
import { geminiDialect } from './gemini-dialect.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);
const context = fixtureContext(geminiDialect, {
  provider: 'gemini',
  wireApi: 'gemini',
  model: 'gemini-3.1-pro-preview',
});
const files = readdirSync(FOLDER);
const streams = files.filter(file => file.endsWith('.sse')).map(file => file.slice(0, -4));
const messages = files.filter(file => file.endsWith('.message.json')).map(file => file.slice(0, -13));

function read(file: string): JsonValue {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as JsonValue;
}

describe('answers of the Gemini API', () => {
  it.each(streams)('reads the stream %s', name => {
    const bytes = readFileSync(new URL(`${name}.sse`, FOLDER));
    const events = readAll(geminiDialect.createDecoder(context), [bytes]);
    expect(plainEvents(events)).toEqual(read(`${name}.expected.json`));
  });

  it('reads the same from any split of the bytes', () => {
    const cases = streams.map(name => readFileSync(new URL(`${name}.sse`, FOLDER)));
    const whole = cases.map(bytes => readAll(geminiDialect.createDecoder(context), [bytes]));
    fc.assert(
      fc.property(fc.nat(cases.length - 1), fc.array(fc.nat(5_000), { maxLength: 12 }), (at, places) => {
        const bytes = cases[at] ?? Buffer.alloc(0);
        const events = readAll(geminiDialect.createDecoder(context), cutAt(bytes, places));
        expect(events).toEqual(whole[at]);
      }),
    );
  });

  it.each(messages)('reads the whole message %s', name => {
    const events = geminiDialect.decodeComplete(read(`${name}.message.json`), context);
    expect(plainEvents(events)).toEqual(read(`${name}.expected.json`));
  });
});
