import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChatRequest } from '../../../../e2e/fixtures/upstreams/check-chat-request.ts';
import type { CanonicalItem, CanonicalRequest } from './canonical-request.ts';
import { chatDialect } from './chat/chat-dialect.ts';
import { chatInbound } from './chat/chat-inbound.ts';
import { parseJson } from './json.ts';
import { textOf } from './output-text.ts';
import { responsesDialect } from './responses/responses-dialect.ts';
import { responsesInbound } from './responses/responses-inbound.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';

/** Without the fields that are absent, so that two requests compare by what they say. */
function said(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The words, images and calls of a conversation in order, free of how a wire API cuts it into messages. */
function substance(request: CanonicalRequest): unknown[] {
  const outputs: unknown[] = [];
  const images: unknown[] = [];
  const rest = request.items.flatMap((item: CanonicalItem): unknown[] => {
    if (item.kind === 'call') return [[item.callId, item.tool, item.input]];
    if (item.kind === 'output') {
      outputs.push([item.callId, item.parts.filter(part => part.kind === 'text')]);
      images.push(...item.parts.filter(part => part.kind === 'image'));
    }
    if (item.kind === 'message' && item.role === 'assistant') return [textOf(item.parts)];
    if (item.kind === 'message') images.push(...item.parts.filter(part => part.kind === 'image'));
    return [];
  });
  // Neighbouring texts of the assistant are one message in Chat.
  const joined: unknown[] = [];
  for (const entry of rest) {
    const last = joined.at(-1);
    if (typeof entry === 'string' && typeof last === 'string')
      joined[joined.length - 1] = `${last}\n\n${entry}`;
    else joined.push(entry);
  }
  return [joined, outputs, images.length];
}

describe('a request written for an upstream and read back', () => {
  it('is the same through Responses', () => {
    const target = { provider: 'openai', wireApi: 'responses', model: 'codex-default' } as const;
    fc.assert(
      fc.property(arbitraryRequest(true), request => {
        const { body } = responsesDialect.encodeRequest(request, target);
        expect(said(responsesInbound.parseRequest(parseJson(body) ?? null))).toEqual(said(request));
      }),
    );
  });

  it('keeps its words, calls and outputs through Chat Completions, and the server accepts it', () => {
    const target = { provider: 'openai', wireApi: 'chat', model: 'codex-default' } as const;
    fc.assert(
      fc.property(arbitraryRequest(false), request => {
        const json = parseJson(chatDialect.encodeRequest(request, target).body) ?? null;
        expect(checkChatRequest(json, { like: 'openai' })).toEqual([]);
        const back = chatInbound.parseRequest(json);
        expect(said(substance(back))).toEqual(said(substance(request)));
        const { items: _, includeUsage: _usage, ...fields } = back;
        const { items: _items, ...wanted } = request;
        expect(said(fields)).toEqual(said(wanted));
      }),
    );
  });
});
