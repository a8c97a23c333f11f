import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKeySchema } from '../../../src-main/contract/dashboard-calls.ts';
import { guessKeyProvider, readPastedKey } from './read-pasted-key.ts';

describe('readPastedKey', () => {
  it.each([
    '  sk-canary-0001\n',
    'export OPENAI_API_KEY=sk-canary-0001',
    'OPENAI_API_KEY="sk-canary-0001"',
    "$env:OPENAI_API_KEY = 'sk-canary-0001'",
    'Bearer sk-canary-0001',
  ])('finds the key in %j', pasted => {
    expect(readPastedKey(pasted)).toEqual({ ok: true, key: 'sk-canary-0001' });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['sk-1', 'short'],
    ['sk-canary 0001', 'characters'],
    ['sk-canary-000\u200b1', 'characters'],
    ['x'.repeat(513), 'long'],
  ])('says what is wrong with %j', (pasted, problem) => {
    expect(readPastedKey(pasted)).toEqual({ ok: false, problem });
  });

  it('gives only what the main process accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), pasted => {
        const read = readPastedKey(pasted);
        if (read.ok) expect(newKeySchema.safeParse(read.key).success).toBe(true);
      }),
    );
  });

  it('leaves a bare key as it is, with the signs keys end in', () => {
    expect(readPastedKey('AIzaSyCanary_1-2==')).toEqual({ ok: true, key: 'AIzaSyCanary_1-2==' });
  });
});

it.each([
  ['sk-ant-api03-x', 'anthropic'],
  ['sk-proj-x', 'openai'],
  ['AIzaSy', 'gemini'],
  ['hf_abc', 'huggingface'],
  ['glpat-x', undefined],
])('%s looks like a key of %s', (key, provider) => expect(guessKeyProvider(key)).toBe(provider));
