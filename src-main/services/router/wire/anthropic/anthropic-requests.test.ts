import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANTHROPIC_MODELS } from '../../../../../e2e/fixtures/upstreams/anthropic-models.ts';
import {
  ANTHROPIC_TEST_KEY,
  type AnthropicUpstream,
  startAnthropicUpstream,
} from '../../../../../e2e/fixtures/upstreams/anthropic-upstream.ts';
import { arbitraryRequest } from '../vendor/testing/arbitrary-request.ts';
import { askUpstream } from '../vendor/testing/ask-upstream.ts';
import type { WireTarget } from '../wire-target.ts';
import { anthropicDialect } from './anthropic-dialect.ts';

let upstream: AnthropicUpstream;
beforeAll(async () => {
  upstream = await startAnthropicUpstream();
});
afterAll(() => upstream[Symbol.asyncDispose]());

const target: fc.Arbitrary<WireTarget> = fc.record({
  provider: fc.constant('anthropic'),
  wireApi: fc.constant('anthropic' as const),
  model: fc.constantFrom(...Object.keys(ANTHROPIC_MODELS)),
  images: fc.constantFrom(undefined, false),
  parallelTools: fc.constantFrom(undefined, false),
  tools: fc.constantFrom(undefined, undefined, false),
  reasoning: fc.constantFrom(undefined, false),
  maxOutputTokens: fc.constantFrom(4_000, 8_192),
});

describe('requests to the Messages API', () => {
  it('are accepted whatever the history, the tools and the model', { timeout: 60_000 }, async () => {
    const keyHeader = { 'x-api-key': ANTHROPIC_TEST_KEY };
    await fc.assert(
      fc.asyncProperty(arbitraryRequest, target, async (request, to) => {
        const asked = await askUpstream(
          anthropicDialect,
          { baseUrl: upstream.baseUrl, keyHeader },
          request,
          to,
        );
        expect(asked.events.filter(event => event.type === 'failed')).toEqual([]);
        expect(asked.events.at(-1)).toEqual({ type: 'finished', reason: 'stop' });
      }),
      { numRuns: 250 },
    );
  });
});
