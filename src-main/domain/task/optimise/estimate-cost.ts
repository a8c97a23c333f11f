/** Prices of a candidate in USD per million tokens; what is not known stays away. */
export interface CandidatePrice {
  readonly inputUsdPerMTok?: number;
  readonly outputUsdPerMTok?: number;
}

/** Output assumed where no limit is given: as long as a typical turn, in tokens. */
export const TYPICAL_OUTPUT_TOKENS = 1000;

/** The most one call costs: all input uncached, output up to its limit. */
export function estimateCostUsd(
  price: CandidatePrice,
  inputTokens: number,
  outputTokens: number,
): number | undefined {
  const { inputUsdPerMTok, outputUsdPerMTok } = price;
  if (inputUsdPerMTok === undefined || outputUsdPerMTok === undefined) return undefined;
  return (inputTokens * inputUsdPerMTok + outputTokens * outputUsdPerMTok) / 1_000_000;
}
