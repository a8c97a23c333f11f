import { anthropicDialect } from '../anthropic/anthropic-dialect.ts';
import { chatDialect } from '../chat/chat-dialect.ts';
import type { DecodeContext } from '../dialect.ts';
import { geminiDialect } from '../gemini/gemini-dialect.ts';
import { responsesDialect } from '../responses/responses-dialect.ts';
import { fixtureContext } from '../vendor/testing/read-events.ts';

/** Examples in the shapes of each provider's own documentation, a folder for each wire API. */
export const DOCUMENTED_FOLDER = new URL('../fixtures/documented/', import.meta.url);

export const DOCUMENTED = [
  { api: 'chat', dialect: chatDialect, provider: 'openai', model: 'gpt-6-sol' },
  { api: 'responses', dialect: responsesDialect, provider: 'openai', model: 'gpt-6-sol' },
  { api: 'anthropic', dialect: anthropicDialect, provider: 'anthropic', model: 'claude-opus-4-6' },
  { api: 'gemini', dialect: geminiDialect, provider: 'gemini', model: 'gemini-3.1-pro-preview' },
] as const;

/** What reading an answer of one of them needs to know of its request. */
export function documentedContext({
  api,
  dialect,
  provider,
  model,
}: (typeof DOCUMENTED)[number]): DecodeContext {
  return fixtureContext(dialect, { provider, wireApi: api, model });
}
