import type { Deployment, Prices } from './compile-settings.ts';

const MTOK = 1_000_000;

/** The prices that hold for a request of this size: some vendors charge long inputs more, as a whole. */
export function pricesFor(prices: Prices, inputTokens: number): Omit<Prices, 'longInput'> {
  const { longInput } = prices;
  if (!longInput || inputTokens <= longInput.above_input_tokens) return prices;
  const input = longInput.input_usd_per_mtok;
  return {
    inputUsdPerMTok: input,
    cachedInputUsdPerMTok: longInput.cached_input_usd_per_mtok ?? input,
    cacheWriteUsdPerMTok: longInput.cache_write_usd_per_mtok ?? input,
    outputUsdPerMTok: longInput.output_usd_per_mtok,
  };
}

/** USD of a request before it is sent; undefined where no price is known. */
export function estimateCostUsd(
  deployment: Deployment,
  inputTokens: number,
  cachedTokens: number,
  outputTokens: number,
): number | undefined {
  if (!deployment.prices) return undefined;
  const prices = pricesFor(deployment.prices, inputTokens);
  const cached = Math.min(cachedTokens, inputTokens);
  return (
    ((inputTokens - cached) * prices.inputUsdPerMTok +
      cached * prices.cachedInputUsdPerMTok +
      outputTokens * prices.outputUsdPerMTok) /
    MTOK
  );
}
