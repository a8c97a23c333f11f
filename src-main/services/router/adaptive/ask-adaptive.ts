import { findConversation } from '../../../domain/dispatch/conversations.ts';
import type { DispatchPlan } from '../../../domain/dispatch/dispatch-plan.ts';
import type { DispatchRequest } from '../../../domain/dispatch/dispatch-request.ts';
import type { DispatchState } from '../../../domain/dispatch/dispatch-state.ts';
import { expectedOutputTokens } from '../../../domain/dispatch/find-hard-limit.ts';
import { estimateCostUsd } from '../../../domain/dispatch/price-request.ts';
import type { DecisionQuestion } from '../../../domain/markov/decision.ts';

/** A turn is not torn apart between two models, and who asks for a deployment by name gets that one. */
function isHeld(plan: DispatchPlan): boolean {
  return plan.isStrict || plan.cause === 'same-turn';
}

/**
 * What this request would cost at each candidate, where prices are known.
 * @param whoHolds who is taken to hold the conversation's prompt, and to charge less for reading it
 */
function expectedCosts(
  names: readonly string[],
  request: DispatchRequest,
  state: DispatchState,
  whoHolds: 'its home' | 'everybody',
): Readonly<Record<string, number>> {
  const { conversationId, inputTokens } = request;
  const conversation =
    conversationId === undefined ? undefined : findConversation(state.conversations, conversationId);
  const outputTokens = expectedOutputTokens(state, request);
  const costs: Record<string, number> = {};
  for (const name of names) {
    const deployment = state.compiled.byName.get(name);
    const isHeld = whoHolds === 'everybody' || conversation?.home === name;
    const cachedTokens = isHeld ? (conversation?.contextTokens ?? 0) : 0;
    const cost = deployment && estimateCostUsd(deployment, inputTokens, cachedTokens, outputTokens);
    if (cost !== undefined) costs[name] = cost;
  }
  return costs;
}

/** The softmax the first candidate was drawn from; undefined where nothing was drawn. */
function drawSharesOf({ considered, choiceProbability, order }: DispatchPlan) {
  if (choiceProbability >= 1) return undefined;
  const shares: Record<string, number> = {};
  for (const { deployment, probability } of considered) {
    if (probability !== undefined && order.includes(deployment)) shares[deployment] = probability;
  }
  return shares;
}

/** The question a dispatch plan puts to the adaptive router; undefined for a plan without candidates. */
export function askAdaptive(
  plan: DispatchPlan,
  request: DispatchRequest,
  state: DispatchState,
): DecisionQuestion | undefined {
  const baseline = plan.order[0];
  if (baseline === undefined) return undefined;
  const candidates = isHeld(plan) ? [baseline] : plan.order;
  const drawShares = isHeld(plan) ? undefined : drawSharesOf(plan);
  return {
    scope: plan.resolved,
    baseline,
    candidates,
    // Leaving the deployment that holds the prompt is weighed at the full price of reading it again; whether turns
    // are dearer elsewhere in the long run is another question.
    expectedCostUsd: expectedCosts(candidates, request, state, 'its home'),
    ...(request.conversationId === undefined
      ? {}
      : { steadyCostUsd: expectedCosts(candidates, request, state, 'everybody') }),
    ...(drawShares === undefined ? {} : { drawShares }),
    ...(request.conversationId === undefined ? {} : { conversationId: request.conversationId }),
  };
}
