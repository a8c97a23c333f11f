import type { AdaptiveRecord } from '../../../contract/adaptive-report.ts';
import type { DecisionDetail } from '../../../contract/decision-detail.ts';
import type { DispatchPlan } from '../../../domain/dispatch/dispatch-plan.ts';

/** A plan as windows show it. */
export function describeDecision(plan: DispatchPlan, adaptive: AdaptiveRecord | undefined): DecisionDetail {
  return {
    asked: plan.asked,
    resolved: plan.resolved,
    strategy: plan.strategy,
    order: [...plan.order],
    considered: plan.considered.map(({ deployment, provider, limit, softRisk, probability }) => ({
      deployment,
      provider,
      ...(limit && { limit }),
      ...(softRisk !== undefined && { softRisk }),
      ...(probability !== undefined && { probability }),
    })),
    cause: plan.cause,
    choiceProbability: plan.choiceProbability,
    ...(plan.affinity && { affinity: plan.affinity }),
    ...(plan.budget && { budget: plan.budget }),
    reason: plan.reason,
    ...(adaptive && { adaptive_router: adaptive }),
  };
}
