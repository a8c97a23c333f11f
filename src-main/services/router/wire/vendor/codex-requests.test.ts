import { describe, expect, it } from 'vitest';
import {
  ANTHROPIC_TEST_KEY,
  startAnthropicUpstream,
} from '../../../../../e2e/fixtures/upstreams/anthropic-upstream.ts';
import {
  GEMINI_TEST_KEY,
  startGeminiUpstream,
} from '../../../../../e2e/fixtures/upstreams/gemini-upstream.ts';
import { anthropicDialect } from '../anthropic/anthropic-dialect.ts';
import { geminiDialect } from '../gemini/gemini-dialect.ts';
import { responsesInbound } from '../responses/responses-inbound.ts';
import { loadCodexRequests } from '../testing/codex-corpus.ts';
import { askUpstream } from './testing/ask-upstream.ts';

const requests = loadCodexRequests();

describe('requests captured from Codex', () => {
  it.each(['claude-opus-5-5', 'claude-sonnet-4-5'])('are accepted by %s', async model => {
    await using upstream = await startAnthropicUpstream();
    const door = { baseUrl: upstream.baseUrl, keyHeader: { 'x-api-key': ANTHROPIC_TEST_KEY } };
    const target = { provider: 'anthropic', wireApi: 'anthropic' as const, model };
    for (const { body } of requests) {
      await askUpstream(anthropicDialect, door, responsesInbound.parseRequest(body), target);
    }
    expect(upstream.refusals).toEqual([]);
    expect(upstream.accepted).toHaveLength(requests.length);
  });

  it.each(['gemini-3.8-flash', 'gemini-2.5-flash'])('are accepted by %s', async model => {
    await using upstream = await startGeminiUpstream();
    const door = { baseUrl: upstream.baseUrl, keyHeader: { 'x-goog-api-key': GEMINI_TEST_KEY } };
    const target = { provider: 'gemini', wireApi: 'gemini' as const, model };
    for (const { body } of requests) {
      await askUpstream(geminiDialect, door, responsesInbound.parseRequest(body), target);
    }
    expect(upstream.refusals).toEqual([]);
    expect(upstream.accepted).toHaveLength(requests.length);
  });
});
