import type { DispatchPlan } from '../../../domain/dispatch/dispatch-plan.ts';
import { reasonLine } from '../../../domain/dispatch/reason-line.ts';
import type { AdaptiveAdvice } from './adaptive-seam.ts';

/** The plan with the candidates advised first, saying so. Nobody is added, nobody is lost. */
export function takeAdvice(plan: DispatchPlan, advice: AdaptiveAdvice | undefined): DispatchPlan {
  if (advice?.order === undefined) return plan;
  const order = [...new Set([...advice.order.filter(name => plan.order.includes(name)), ...plan.order])];
  if (order[0] === plan.order[0]) return { ...plan, order };
  const moved: DispatchPlan = { ...plan, order, cause: 'adaptive', affinity: undefined };
  const why = advice.why === undefined ? '' : ` (${advice.why})`;
  return { ...moved, reason: `${reasonLine(moved)}${why}` };
}
