import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GEMINI_MODELS } from '../../../../../e2e/fixtures/upstreams/gemini-models.ts';
import {
  GEMINI_TEST_KEY,
  type GeminiUpstream,
  startGeminiUpstream,
} from '../../../../../e2e/fixtures/upstreams/gemini-upstream.ts';
import { arbitraryRequest } from '../vendor/testing/arbitrary-request.ts';
import { askUpstream } from '../vendor/testing/ask-upstream.ts';
import type { WireTarget } from '../wire-target.ts';
import { geminiDialect } from './gemini-dialect.ts';

let upstream: GeminiUpstream;
beforeAll(async () => {
  upstream = await startGeminiUpstream();
});
afterAll(() => upstream[Symbol.asyncDispose]());

const target: fc.Arbitrary<WireTarget> = fc.record({
  provider: fc.constant('google'),
  wireApi: fc.constant('gemini' as const),
  model: fc.constantFrom(...Object.keys(GEMINI_MODELS)),
  images: fc.constantFrom(undefined, false),
  parallelTools: fc.constantFrom(undefined, false),
  tools: fc.constantFrom(undefined, undefined, false),
  reasoning: fc.constantFrom(undefined, false),
  maxOutputTokens: fc.constantFrom(4_000, 8_192),
});

describe('requests to the Gemini API', () => {
  it('are accepted whatever the history, the tools and the model', { timeout: 60_000 }, async () => {
    const door = { baseUrl: upstream.baseUrl, keyHeader: { 'x-goog-api-key': GEMINI_TEST_KEY } };
    await fc.assert(
      fc.asyncProperty(arbitraryRequest, target, async (request, to) => {
        const asked = await askUpstream(geminiDialect, door, request, to);
        expect(asked.events.filter(event => event.type === 'failed')).toEqual([]);
        expect(asked.events.at(-1)).toEqual({ type: 'finished', reason: 'stop' });
      }),
      { numRuns: 250 },
    );
  });
});
