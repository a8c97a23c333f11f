import type { TokenUsage } from '../../../domain/usage/cost-of-usage.ts';

const KEY = '"usage"';

/**
 * Reads the last `usage` object out of the end of an answer, streamed or whole, as the OpenAI APIs name its
 * counts (Responses: input/output, Chat: prompt/completion); their input holds the cached part already. Text that a model wrote
 * cannot be mistaken for it: inside a JSON string its quotes are escaped.
 *
 * @param tail the end of the answer's bytes, as text; it may begin anywhere
 */
export function findUsage(tail: string): TokenUsage | undefined {
  for (let at = tail.lastIndexOf(KEY); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(KEY, at - 1)) {
    const opens = /^\s*:\s*(?=\{)/.exec(tail.slice(at + KEY.length, at + KEY.length + 16));
    if (opens === null) continue;
    const usage = parseObjectAt(tail, at + KEY.length + opens[0].length);
    if (usage !== undefined) return usage;
  }
  return undefined;
}

function parseObjectAt(text: string, start: number): TokenUsage | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return toUsage(text.slice(start, at + 1));
    }
  }
  return undefined;
}

function toUsage(json: string): TokenUsage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined; // cut or not JSON: no usage was reported
  }
  const inputTokens = count(value, 'input_tokens') ?? count(value, 'prompt_tokens');
  const outputTokens = count(value, 'output_tokens') ?? count(value, 'completion_tokens');
  // Every request holds something: figures of nothing stand for none at all.
  if (!inputTokens || outputTokens === undefined) return undefined;
  const inputDetails = member(value, 'input_tokens_details') ?? member(value, 'prompt_tokens_details');
  const outputDetails = member(value, 'output_tokens_details') ?? member(value, 'completion_tokens_details');
  return {
    inputTokens,
    cachedInputTokens: count(inputDetails, 'cached_tokens') ?? 0,
    cacheWriteTokens: count(inputDetails, 'cache_write_tokens') ?? 0,
    outputTokens,
    reasoningTokens: count(outputDetails, 'reasoning_tokens') ?? 0,
    source: 'reported',
  };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function count(value: unknown, key: string): number | undefined {
  const found = member(value, key);
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? Math.round(found) : undefined;
}
