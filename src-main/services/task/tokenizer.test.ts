import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimisePrompt } from '../../domain/task/optimise/optimise-prompt.ts';
import { truncatePrompt } from '../../domain/task/optimise/truncate-prompt.ts';
import { o200kTokenizer } from './tokenizer.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'the ', ' quick', '\n', '😀', '👩‍👩‍👧', 'é', '漢', '<|endoftext|>', '\t', '12'),
  maxLength: 300,
});

describe('truncating with the real tokenizer', () => {
  it('never exceeds the limit, keeps both ends and never splits a character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 200 }), (prompt, maxTokens) => {
        const cut = truncatePrompt(prompt, maxTokens, o200kTokenizer);
        expect(o200kTokenizer.countTokens(cut.text)).toBeLessThanOrEqual(maxTokens);
        expect(() => encodeURIComponent(cut.text)).not.toThrow();
        if (cut.droppedTokens === 0) expect(cut.text).toBe(prompt);
        const [head = '', tail = ''] = cut.text.split(/\n\n\[… \d+ tokens left out here …\]\n\n/);
        expect(prompt.startsWith(head)).toBe(true);
        expect(prompt.endsWith(tail)).toBe(true);
      }),
    );
  });

  it('keeps 70 % from the start and 30 % from the end', () => {
    const words = Array.from({ length: 5000 }, (_, index) => `word${index}`).join(' ');
    const cut = truncatePrompt(words, 1000, o200kTokenizer);
    const [head = '', tail = ''] = cut.text.split(/\n\n\[… \d+ tokens left out here …\]\n\n/);
    const share = o200kTokenizer.countTokens(head) / 1000;
    expect(share).toBeGreaterThan(0.68);
    expect(share).toBeLessThanOrEqual(0.7);
    expect(o200kTokenizer.countTokens(tail) / 1000).toBeGreaterThan(0.28);
    expect(cut.droppedTokens).toBeGreaterThan(9000);
  });

  it('counts a control token that is written in a prompt as text', () => {
    expect(o200kTokenizer.countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('cuts a text with a lone surrogate without failing', () => {
    const cut = truncatePrompt(`\uD83D${'x y '.repeat(200)}`, 50, o200kTokenizer);
    expect(o200kTokenizer.countTokens(cut.text)).toBeLessThanOrEqual(50);
  });
});

describe('optimising a prompt', () => {
  it('says what was done and what it came to', () => {
    const log = Array.from({ length: 200 }, (_, index) => `   Compiling crate${index} v1.0.${index}`).join(
      '\n',
    );
    const optimised = optimisePrompt(`Why?\n${log}\nerror: could not compile\n`, {
      tokenizer: o200kTokenizer,
    });
    expect(optimised.steps).toEqual(['log']);
    expect(optimised.optimisedBytes).toBeLessThan(optimised.originalBytes / 10);
    expect(optimised.inputTokens).toBe(o200kTokenizer.countTokens(optimised.text));
    const small = optimisePrompt('word '.repeat(500), { tokenizer: o200kTokenizer, maxInputTokens: 100 });
    expect(small.steps).toEqual(['truncate']);
    expect(small.inputTokens).toBeLessThanOrEqual(100);
  });
});
