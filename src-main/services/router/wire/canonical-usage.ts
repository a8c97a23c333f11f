/** What one answer used, in one convention for all providers. All whole numbers. */
export interface CanonicalUsage {
  /** Everything read, cached and cache-written tokens included. */
  readonly inputTokens: number;
  /** The part of `inputTokens` read from the provider's cache. */
  readonly cachedInputTokens: number;
  /** The part of `inputTokens` written to the provider's cache. */
  readonly cacheWriteTokens: number;
  /** Everything written, reasoning included. */
  readonly outputTokens: number;
  /** The part of `outputTokens` spent on reasoning. */
  readonly reasoningTokens: number;
  /** `inputTokens + outputTokens`: Codex compacts by this figure. */
  readonly totalTokens: number;
  /** `estimated` when the provider reported none. */
  readonly source: 'reported' | 'estimated';
}

/** What an answer without figures is thought to have used. */
export function estimatedUsage(inputTokens: number, outputTokens: number): CanonicalUsage {
  return {
    inputTokens,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens,
    reasoningTokens: 0,
    totalTokens: inputTokens + outputTokens,
    source: 'estimated',
  };
}

/**
 * Fills the sums of a reported usage. Parts default to 0 and never exceed their whole. Undefined where no input was
 * counted: every request holds some, so such figures stand for none at all, and an estimate is nearer the truth.
 */
export function reportedUsage(parts: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number;
  readonly cacheWriteTokens?: number;
  readonly reasoningTokens?: number;
}): CanonicalUsage | undefined {
  if (parts.inputTokens === 0) return undefined;
  return {
    inputTokens: parts.inputTokens,
    cachedInputTokens: Math.min(parts.cachedInputTokens ?? 0, parts.inputTokens),
    cacheWriteTokens: Math.min(parts.cacheWriteTokens ?? 0, parts.inputTokens),
    outputTokens: parts.outputTokens,
    reasoningTokens: Math.min(parts.reasoningTokens ?? 0, parts.outputTokens),
    totalTokens: parts.inputTokens + parts.outputTokens,
    source: 'reported',
  };
}
