import { type CanonicalUsage, reportedUsage } from '../canonical-usage.ts';
import { asCount, asObject, type JsonObject } from '../json.ts';

/**
 * A Chat Completions `usage`. Prompt tokens include cached ones everywhere. Completion tokens include reasoning
 * except where the total shows that it stands beside them (xAI, Gemini's compatible endpoint). DeepSeek counts
 * cache hits under its own name.
 */
export function readChatUsage(usage: JsonObject): CanonicalUsage | undefined {
  const prompt = asCount(usage.prompt_tokens);
  const completion = asCount(usage.completion_tokens);
  const beside = Math.max(0, asCount(usage.total_tokens) - prompt - completion);
  const promptDetails = asObject(usage.prompt_tokens_details);
  const reasoning = asObject(usage.completion_tokens_details)?.reasoning_tokens ?? usage.reasoning_tokens;
  return reportedUsage({
    inputTokens: prompt,
    cachedInputTokens: asCount(promptDetails?.cached_tokens ?? usage.prompt_cache_hit_tokens),
    cacheWriteTokens: asCount(promptDetails?.cache_write_tokens ?? usage.cache_creation_input_tokens),
    outputTokens: completion + beside,
    reasoningTokens: Math.max(asCount(reasoning), beside),
  });
}
