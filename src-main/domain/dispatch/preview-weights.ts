import type { SoftRiskWeights } from './dispatch-settings.ts';
import { type RiskInputs, softmaxOfRisks, softRisks } from './soft-risk.ts';

/** A deployment that is in traffic, with the figures its soft risk is made of. */
export interface PreviewCandidate extends RiskInputs {
  readonly deployment: string;
}

/** What other weights and another temperature would give, over the deployments that are in traffic now. */
export function previewWeights(
  candidates: readonly PreviewCandidate[],
  weights: SoftRiskWeights,
  temperature: number,
): { readonly deployment: string; readonly softRisk: number; readonly probability: number }[] {
  const risks = softRisks(candidates, weights);
  const probabilities = softmaxOfRisks(risks, temperature);
  return candidates.map(({ deployment }, at) => ({
    deployment,
    softRisk: risks[at] ?? 0,
    probability: probabilities[at] ?? 0,
  }));
}
