/** Prices of a candidate in USD per million tokens; what is not known stays away. */
export interface CandidatePrice {
  readonly name: string;
  readonly inputUsdPerMTok?: number;
  readonly outputUsdPerMTok?: number;
}

export interface CostEstimate {
  readonly name: string;
  /** `undefined` where a price is not known. */
  readonly costUsd: number | undefined;
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

export interface BudgetResult {
  /** Candidates within the budget, in the order given. */
  readonly affordable: readonly CostEstimate[];
  /** Candidates that cost more than the budget, or nobody knows what. */
  readonly refused: readonly (CostEstimate & { readonly reason: 'over-budget' | 'price-unknown' })[];
}

/**
 * Applies a budget to the candidates of one call.
 * @param maxCostUsd 0 is no limit; with a limit a candidate without a price is refused
 */
export function applyBudget(
  candidates: readonly CandidatePrice[],
  inputTokens: number,
  outputTokens: number,
  maxCostUsd: number,
): BudgetResult {
  const affordable: CostEstimate[] = [];
  const refused: (CostEstimate & { reason: 'over-budget' | 'price-unknown' })[] = [];
  for (const candidate of candidates) {
    const estimate = { name: candidate.name, costUsd: estimateCostUsd(candidate, inputTokens, outputTokens) };
    if (maxCostUsd === 0) affordable.push(estimate);
    else if (estimate.costUsd === undefined) refused.push({ ...estimate, reason: 'price-unknown' });
    else if (estimate.costUsd > maxCostUsd) refused.push({ ...estimate, reason: 'over-budget' });
    else affordable.push(estimate);
  }
  return { affordable, refused };
}
