import { expect, test } from 'vitest';
import { computeQuality } from './quality-proxy.ts';

const FINE = { completed: true, truncated: false, toolCalls: 2, validToolCalls: 2, retriedByClient: false };

test.each([
  ['a complete answer with usable tool calls', FINE, 1],
  ['an answer that never completed', { ...FINE, completed: false }, 0],
  ['a cut answer', { ...FINE, truncated: true }, 0.6],
  ['an answer the client asked for again', { ...FINE, retriedByClient: true }, 0.6],
  ['one of two tool calls unusable', { ...FINE, validToolCalls: 1 }, 0.75],
  ['everything wrong at once', { ...FINE, truncated: true, retriedByClient: true, validToolCalls: 0 }, 0],
])('%s is worth its share', (_, signals, quality) => {
  expect(computeQuality(signals)).toBeCloseTo(quality, 12);
});
