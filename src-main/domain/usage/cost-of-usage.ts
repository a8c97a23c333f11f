import type { Deployment } from '../dispatch/compile-settings.ts';
import { pricesFor } from '../dispatch/price-request.ts';

/** Where token counts come from: the upstream's own figures, a tokenizer here, or a guess by size. */
export type TokenSource = 'reported' | 'measured' | 'estimated';

/**
 * Tokens of one answer, in one convention for all vendors: the whole input, with what was read from and
 * written to the cache as parts of it; the whole output, with reasoning as a part of it.
 */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  readonly source: TokenSource;
}

const MTOK = 1_000_000;

/** USD of an answer at the deployment's prices; undefined where it has none. */
export function costOfUsage(deployment: Deployment, usage: TokenUsage): number | undefined {
  if (!deployment.prices) return undefined;
  const prices = pricesFor(deployment.prices, usage.inputTokens);
  const cached = Math.min(usage.cachedInputTokens, usage.inputTokens);
  const written = Math.min(usage.cacheWriteTokens, usage.inputTokens - cached);
  const fresh = usage.inputTokens - cached - written;
  return (
    (fresh * prices.inputUsdPerMTok +
      cached * prices.cachedInputUsdPerMTok +
      written * prices.cacheWriteUsdPerMTok +
      usage.outputTokens * prices.outputUsdPerMTok) /
    MTOK
  );
}

/** What the same tokens would have cost at the baseline, as far as both prices are known. */
export function savingsOf(
  baseline: Deployment | undefined,
  costUsd: number | undefined,
  usage: TokenUsage,
): { readonly baselineUsd: number; readonly savedUsd: number } | undefined {
  const baselineUsd = baseline && costOfUsage(baseline, usage);
  if (baselineUsd === undefined || costUsd === undefined) return undefined;
  return { baselineUsd, savedUsd: baselineUsd - costUsd };
}
