import { describe, expect, it } from 'vitest';
import { findUsage } from './find-usage.ts';

describe('finding the usage at the end of an answer', () => {
  it('reads the Responses form', () => {
    const tail =
      'data: {"type":"response.completed","response":{"id":"r","usage":{"input_tokens":1200,"input_tokens_details":{"cached_tokens":1000},"output_tokens":40,"output_tokens_details":{"reasoning_tokens":7},"total_tokens":1240}}}\n\n';
    expect(findUsage(tail)).toEqual({
      inputTokens: 1200,
      cachedInputTokens: 1000,
      outputTokens: 40,
      reasoningTokens: 7,
      cacheWriteTokens: 0,
      source: 'reported',
    });
  });

  it('reads the Chat Completions form, spaces and missing details included', () => {
    expect(findUsage('{"choices": [], "usage" : {"prompt_tokens": 3, "completion_tokens": 2}}')).toEqual({
      inputTokens: 3,
      cachedInputTokens: 0,
      outputTokens: 2,
      reasoningTokens: 0,
      cacheWriteTokens: 0,
      source: 'reported',
    });
  });

  it('is not fooled by usage that the model wrote about', () => {
    const text = JSON.stringify({ delta: '"usage":{"input_tokens":1,"output_tokens":1}' });
    expect(findUsage(`data: ${text}\n\n`)).toBeUndefined();
    expect(findUsage(`{"usage":{"input_tokens":5,"output_tokens":6},"x":${text}}`)?.inputTokens).toBe(5);
  });

  it.each([
    '',
    '"usage"',
    '"usage":null',
    '"usage":{"input_tokens":1',
    '"usage":{"input_tokens":"1","output_tokens":2}',
  ])('gives nothing for %j', tail => {
    expect(findUsage(tail)).toBeUndefined();
  });
});
