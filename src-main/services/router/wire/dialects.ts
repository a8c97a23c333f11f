import type { WireApi } from '../../../contract/settings.ts';
import { anthropicDialect } from './anthropic/anthropic-dialect.ts';
import { chatDialect } from './chat/chat-dialect.ts';
import { chatInbound } from './chat/chat-inbound.ts';
import type { Dialect } from './dialect.ts';
import { geminiDialect } from './gemini/gemini-dialect.ts';
import type { Inbound } from './inbound.ts';
import { responsesDialect } from './responses/responses-dialect.ts';
import { responsesInbound } from './responses/responses-inbound.ts';

/** What a client may speak to the router. */
export const INBOUNDS = { responses: responsesInbound, chat: chatInbound } satisfies Record<string, Inbound>;

/** What the router may speak to an upstream; a wire API missing here has no adapter yet. */
export const DIALECTS: Readonly<Partial<Record<WireApi, Dialect>>> = {
  responses: responsesDialect,
  chat: chatDialect,
  anthropic: anthropicDialect,
  gemini: geminiDialect,
};
