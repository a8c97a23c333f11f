import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBodyFacts, readMaxOutputTokens, readPromptCacheKey, readWorkingFolders } from './body-facts.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const picture = `data:image/png;base64,${'A'.repeat(40_000)}`;

describe('what is read of a body without parsing it', () => {
  it.each([
    ['tools', { input: 'x', tools: [{ type: 'function' }] }, true],
    ['an empty list of tools', { input: 'x', tools: [] }, false],
    ['no tools', { input: 'x' }, false],
    ['the word in a text', { input: 'say "tools": [1]' }, false],
    ['tools among the items, spread out', '{"input":[{ "tools" : [ {"a":1} ] }]}', true],
  ])('%s', (_, body, needsTools) => {
    expect(readBodyFacts(bytes(body), true)).toMatchObject({ needsTools, needsImages: false });
  });

  it('counts a picture as a picture and not by its bytes', () => {
    const text = 'word '.repeat(800);
    const plain = readBodyFacts(bytes({ input: [{ type: 'input_text', text }] }), true);
    const seen = readBodyFacts(
      bytes({
        input: [
          { type: 'input_text', text },
          { type: 'input_image', image_url: picture },
        ],
      }),
      true,
    );
    expect(seen.needsImages).toBe(true);
    expect(seen.inputTokens - plain.inputTokens).toBeLessThan(1300);
    expect(plain.inputTokens).toBeGreaterThan(1000);
  });

  it('knows the pictures of Chat Completions where the client may speak it', () => {
    const chat = bytes({ messages: [{ content: [{ type: 'image_url', image_url: { url: picture } }] }] });
    expect(readBodyFacts(chat, false)).toMatchObject({ needsImages: true });
  });

  it('reads limits and keys of clients other than Codex', () => {
    expect(readMaxOutputTokens(bytes({ max_completion_tokens: 77 }))).toBe(77);
    expect(readMaxOutputTokens(bytes({ input: 'max_tokens 5' }))).toBeUndefined();
    expect(readPromptCacheKey(bytes({ prompt_cache_key: 'thread-4' }))).toBe('thread-4');
    expect(readPromptCacheKey(bytes({ prompt_cache_key: 4 }))).toBeUndefined();
  });

  it('finds every working folder the conversation names', () => {
    const body = bytes({
      input: ['<cwd>/a/b</cwd>', '<cwd>C:\\work\\x</cwd>', '<cwd>/a/b</cwd>', '<cwd>cut'],
    });
    expect(readWorkingFolders(body)).toEqual(['/a/b', 'C:\\work\\x']);
  });

  it('finds one whose letters a client escapes', () => {
    expect(readWorkingFolders(Buffer.from('{"input":"<cwd>\\/a\\/g\\u00e9heim</cwd>"}'))).toEqual([
      '/a/géheim',
    ]);
  });
});

const recorded = (name: string): Buffer =>
  readFileSync(new URL(`../wire/fixtures/codex/requests/${name}.json`, import.meta.url));

it.each([
  ['first-turn.unknown-model', false],
  ['image-input', true],
  ['view-image-output', true],
])('sees that the recorded request %s holds a picture: %s', (name, holdsPicture) => {
  expect(readBodyFacts(recorded(name), true).needsImages).toBe(holdsPicture);
});

it.each([
  ['{"messages":[{"content":[{"type": "image_url","image_url":{"url":"https://x/y.png"}}]}]}', true],
  ['{"input":"say \\"type\\":\\"input_image\\" to me"}', false],
])('sees in %s that it holds a picture: %s', (body, holdsPicture) => {
  expect(readBodyFacts(Buffer.from(body), false).needsImages).toBe(holdsPicture);
});
