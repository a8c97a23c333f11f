import { type CanonicalUsage, reportedUsage } from '../canonical-usage.ts';
import { asCount, asObject, type JsonObject, type JsonValue } from '../json.ts';

/** Collects the usage of one answer, which comes in pieces: later figures replace earlier ones. */
export interface UsageMeter {
  read(usage: JsonValue | undefined): void;
  /** Undefined: the provider reported none. */
  total(): CanonicalUsage | undefined;
}

const FIELDS = [
  'input_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'output_tokens',
] as const;

/** Anthropic's `input_tokens` leaves out what was read from and written to the cache; all three add up. */
export function createUsageMeter(): UsageMeter {
  const seen = new Map<string, number>();
  let thinkingTokens = 0;
  function readDetails(usage: JsonObject): void {
    const details = asObject(usage.output_tokens_details);
    if (typeof details?.thinking_tokens === 'number') thinkingTokens = asCount(details.thinking_tokens);
  }
  return {
    read(usage) {
      const figures = asObject(usage);
      if (figures === undefined) return;
      for (const field of FIELDS) {
        const value = figures[field];
        if (typeof value === 'number') seen.set(field, asCount(value));
      }
      readDetails(figures);
    },
    total() {
      // Half a usage would be shown as a whole one: then the reader's estimate is the better figure.
      if (!seen.has('input_tokens') || !seen.has('output_tokens')) return undefined;
      const figure = (field: (typeof FIELDS)[number]): number => seen.get(field) ?? 0;
      const cachedInputTokens = figure('cache_read_input_tokens');
      const cacheWriteTokens = figure('cache_creation_input_tokens');
      return reportedUsage({
        inputTokens: figure('input_tokens') + cachedInputTokens + cacheWriteTokens,
        cachedInputTokens,
        cacheWriteTokens,
        outputTokens: figure('output_tokens'),
        reasoningTokens: thinkingTokens,
      });
    },
  };
}
