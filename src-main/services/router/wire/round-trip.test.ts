import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAnswer } from './answer-reader.ts';
import type { CanonicalEvent } from './canonical-event.ts';
import { createChatEncoder } from './chat/answer-encoder.ts';
import { chatDialect } from './chat/chat-dialect.ts';
import { chatInbound } from './chat/chat-inbound.ts';
import { isObject, type JsonObject } from './json.ts';
import { decodeCarrier, encodeCarrier } from './reasoning-carrier.ts';
import { createResponsesEncoder } from './responses/answer-encoder.ts';
import { responsesDialect } from './responses/responses-dialect.ts';
import { responsesInbound } from './responses/responses-inbound.ts';
import { arbitraryAnswer } from './testing/arbitrary-answer.ts';
import { checkCodexStream } from './testing/check-codex-stream.ts';
import { foldAnswer } from './testing/fold-answer.ts';
import { corpusContext, decodeChunks, FIXED_ESTIMATE } from './testing/stream-corpus.ts';

const identity = {
  answerId: 'a1',
  model: 'codex-default',
  createdAtMs: 1_700_000_000_000,
  includeUsage: true,
};
const responses = corpusContext({ provider: 'openai', wireApi: 'responses', model: 'gpt' });
const chat = corpusContext({ provider: 'gateway', wireApi: 'chat', model: 'gpt' });
const allForms = arbitraryAnswer(['function', 'custom', 'search'], true);
const functionsOnly = arbitraryAnswer(['function'], false);

/** The reasoning field a Chat decoder notes is about the way back, not about the answer. */
function meaning(events: readonly CanonicalEvent[]): unknown {
  return foldAnswer(events.filter(event => event.type !== 'reasoning-carrier' && event.type !== 'item-end'));
}

function bytes(text: string): Uint8Array[] {
  return [new TextEncoder().encode(text)];
}

describe('an answer written for a client and read back', () => {
  it('is whole and right for Codex, and means the same, as a Responses stream', () => {
    fc.assert(
      fc.property(allForms, events => {
        const encoder = createResponsesEncoder(identity);
        const sse = events.map(event => encoder.encode(event)).join('');
        expect(checkCodexStream(sse)).toEqual([]);
        expect(meaning(decodeChunks(responsesDialect, responses, bytes(sse)))).toEqual(meaning(events));
      }),
    );
  });

  it('means the same as a whole Responses object', () => {
    fc.assert(
      fc.property(allForms, events => {
        const object = responsesInbound.encodeComplete(events, identity);
        const back = completeAnswer(
          responsesDialect.decodeComplete(plain(object), responses),
          FIXED_ESTIMATE,
        );
        expect(meaning(back)).toEqual(meaning(events));
      }),
    );
  });

  it('means the same as a Chat Completions stream', () => {
    fc.assert(
      fc.property(functionsOnly, events => {
        const encoder = createChatEncoder(identity);
        const sse = events.map(event => encoder.encode(event)).join('');
        expect(meaning(decodeChunks(chatDialect, chat, bytes(sse)))).toEqual(meaning(events));
      }),
    );
  });

  it('means the same as a whole Chat Completions object', () => {
    fc.assert(
      fc.property(functionsOnly, events => {
        const object = chatInbound.encodeComplete(events, identity);
        const back = completeAnswer(chatDialect.decodeComplete(plain(object), chat), FIXED_ESTIMATE);
        expect(meaning(back)).toEqual(meaning(events));
      }),
    );
  });

  it('carries a reasoning state through a Responses answer and request', () => {
    const encrypted = encodeCarrier({
      provenance: { provider: 'gemini', wireApi: 'gemini', model: 'g' },
      payload: { signature: 'S' },
    });
    const events: CanonicalEvent[] = [
      { type: 'reasoning-delta', text: 'Hm.' },
      { type: 'reasoning-carrier', encrypted },
      { type: 'text-delta', text: 'Yes.' },
      { type: 'finished', reason: 'stop' },
    ];
    const { output } = responsesInbound.encodeComplete(completeAnswer(events, FIXED_ESTIMATE), identity);
    const { items } = responsesInbound.parseRequest({ model: 'm', input: output ?? [] });
    expect(items[0]).toMatchObject({
      kind: 'reasoning',
      summary: ['Hm.'],
      carrier: decodeCarrier(encrypted),
    });
  });

  it('carries a reasoning state through a Chat answer and request', () => {
    const encrypted = encodeCarrier({
      provenance: { provider: 'anthropic', wireApi: 'anthropic', model: 'c' },
      payload: { signature: 'S' },
    });
    const events: CanonicalEvent[] = [
      { type: 'reasoning-carrier', encrypted },
      { type: 'call-start', call: 0, callId: 'c0', tool: { name: 'get_goal' }, form: 'function' },
      { type: 'call-end', call: 0, input: '{}' },
      { type: 'finished', reason: 'tool-calls' },
    ];
    const object = plain(chatInbound.encodeComplete(events, identity));
    const choice = Array.isArray(object.choices) ? object.choices[0] : undefined;
    const message = isObject(choice) ? (choice.message ?? null) : null;
    const { items } = chatInbound.parseRequest({
      model: 'm',
      messages: [{ role: 'user', content: 'q' }, message],
    });
    expect(items.slice(1)).toMatchObject([
      { kind: 'reasoning', carrier: decodeCarrier(encrypted) },
      { kind: 'call', callId: 'c0', tool: { name: 'get_goal' }, input: '{}' },
    ]);
  });
});

function plain(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object)) as JsonObject;
}
