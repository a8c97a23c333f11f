import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThinkSplitter } from './think-splitter.ts';

function split(pieces: readonly string[]): { text: string; reasoning: string } {
  const splitter = createThinkSplitter();
  const parts = [...pieces.map(piece => splitter.push(piece)), splitter.end()];
  return {
    text: parts.map(part => part.text).join(''),
    reasoning: parts.map(part => part.reasoning).join(''),
  };
}

describe('thoughts inside the content', () => {
  it.each([
    ['<think>a < b</think>\n\nYes.', { reasoning: 'a < b', text: 'Yes.' }],
    ['\n<think></think>Yes.', { reasoning: '', text: 'Yes.' }],
    ['<think>never ends', { reasoning: 'never ends', text: '' }],
    ['Use <think>x</think>.', { reasoning: '', text: 'Use <think>x</think>.' }],
    ['<thinner> a', { reasoning: '', text: '<thinner> a' }],
    ['<thi', { reasoning: '', text: '<thi' }],
  ])('%j is taken apart wherever it is split', (source, expected) => {
    fc.assert(
      fc.property(fc.array(fc.nat(source.length), { maxLength: 8 }), cuts => {
        const at = [...new Set(cuts)].sort((a, b) => a - b);
        expect(split([0, ...at].map((from, i) => source.slice(from, at[i])))).toEqual(expected);
      }),
    );
  });
});
