import type { Deployment } from './compile-settings.ts';
import { findConversation } from './conversations.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchState } from './dispatch-state.ts';
import { estimateCostUsd } from './price-request.ts';
import { spentOn } from './spend.ts';

export type BudgetName = 'request-usd' | 'request-tokens' | 'day-usd' | 'conversation-usd';

const isPast = (budgetUsd: number, spentUsd: number, nextUsd: number): boolean =>
  budgetUsd > 0 && (spentUsd >= budgetUsd || spentUsd + nextUsd > budgetUsd);

/** Whether the person lifted the budgets for this day. */
export function isLifted(state: DispatchState, day: string): boolean {
  return state.spend.liftedDay === day;
}

/** Whether a budget in USD holds, which does not see a deployment whose price is unknown. */
export function hasUsdBudget({ policy }: DispatchState): boolean {
  const { max_cost_usd: maxCostUsd, budgets } = policy;
  return maxCostUsd > 0 || budgets.request_usd > 0 || budgets.day_usd > 0 || budgets.conversation_usd > 0;
}

/** USD an attempt keeps of the budgets while it runs: what it is expected to cost, 0 where nobody counts. */
export function reserveUsd(
  state: DispatchState,
  deployment: Deployment,
  inputTokens: number,
  outputTokens: number,
): number {
  const { day_usd: dayUsd, conversation_usd: conversationUsd } = state.policy.budgets;
  if (dayUsd <= 0 && conversationUsd <= 0) return 0;
  return estimateCostUsd(deployment, inputTokens, 0, outputTokens) ?? 0;
}

/**
 * The budget that this deployment would break, if any; what attempts on their way are expected to cost counts
 * as spent. A deployment that costs nothing breaks none; one of unknown price breaks a budget only once that
 * budget is used up.
 */
export function brokenBudget(
  state: DispatchState,
  deployment: Deployment,
  request: DispatchRequest,
  outputTokens: number,
): BudgetName | undefined {
  const { budgets, max_cost_usd: maxCostUsd } = state.policy;
  const hasBudget = budgets.request_tokens > 0 || hasUsdBudget(state);
  if (!hasBudget || isLifted(state, request.day)) return undefined;
  const costUsd = estimateCostUsd(deployment, request.inputTokens, 0, outputTokens);
  if (costUsd === 0) return undefined;
  if (budgets.request_tokens > 0 && request.inputTokens + outputTokens > budgets.request_tokens) {
    return 'request-tokens';
  }
  const nextUsd = costUsd ?? 0;
  const perRequest = [maxCostUsd, budgets.request_usd].filter(usd => usd > 0);
  if (perRequest.some(usd => nextUsd > usd)) return 'request-usd';
  const { reserved, spend } = state;
  if (isPast(budgets.day_usd, spentOn(spend, request.day) + reserved.usd, nextUsd)) return 'day-usd';
  const { conversationId: id } = request;
  if (id === undefined || budgets.conversation_usd <= 0) return undefined;
  const spentUsd = findConversation(state.conversations, id)?.spentUsd ?? 0;
  const reservedUsd = reserved.byConversation.get(id) ?? 0;
  return isPast(budgets.conversation_usd, spentUsd + reservedUsd, nextUsd) ? 'conversation-usd' : undefined;
}

export function isOverBudget(
  state: DispatchState,
  deployment: Deployment,
  request: DispatchRequest,
  outputTokens: number,
): boolean {
  return brokenBudget(state, deployment, request, outputTokens) !== undefined;
}
