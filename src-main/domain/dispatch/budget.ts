import type { Deployment } from './compile-settings.ts';
import { findConversation } from './conversations.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchState } from './dispatch-state.ts';
import { estimateCostUsd } from './price-request.ts';

export type BudgetName = 'request-usd' | 'request-tokens' | 'day-usd' | 'conversation-usd';

const isPast = (budgetUsd: number, spentUsd: number, nextUsd: number): boolean =>
  budgetUsd > 0 && (spentUsd >= budgetUsd || spentUsd + nextUsd > budgetUsd);

/** Whether the person lifted the budgets for this day. */
export function isLifted(state: DispatchState, day: string): boolean {
  return state.spend.liftedDay === day;
}

/** USD spent on this day so far. */
export function spentOn(state: DispatchState, day: string): number {
  return state.spend.day === day ? state.spend.usd : 0;
}

/**
 * The budget that this deployment would break, if any. A deployment that costs nothing breaks none; one of
 * unknown price breaks a budget only once that budget is used up.
 */
export function brokenBudget(
  state: DispatchState,
  deployment: Deployment,
  request: DispatchRequest,
  outputTokens: number,
): BudgetName | undefined {
  const { budgets, max_cost_usd: maxCostUsd } = state.policy;
  const hasBudget =
    maxCostUsd > 0 ||
    budgets.request_usd > 0 ||
    budgets.day_usd > 0 ||
    budgets.conversation_usd > 0 ||
    budgets.request_tokens > 0;
  if (!hasBudget || isLifted(state, request.day)) return undefined;
  const costUsd = estimateCostUsd(deployment, request.inputTokens, 0, outputTokens);
  if (costUsd === 0) return undefined;
  if (budgets.request_tokens > 0 && request.inputTokens + outputTokens > budgets.request_tokens) {
    return 'request-tokens';
  }
  const nextUsd = costUsd ?? 0;
  const perRequest = [maxCostUsd, budgets.request_usd].filter(usd => usd > 0);
  if (perRequest.some(usd => nextUsd > usd)) return 'request-usd';
  if (isPast(budgets.day_usd, spentOn(state, request.day), nextUsd)) return 'day-usd';
  const conversation =
    request.conversationId === undefined
      ? undefined
      : findConversation(state.conversations, request.conversationId);
  if (isPast(budgets.conversation_usd, conversation?.spentUsd ?? 0, nextUsd)) return 'conversation-usd';
  return undefined;
}

export function isOverBudget(
  state: DispatchState,
  deployment: Deployment,
  request: DispatchRequest,
  outputTokens: number,
): boolean {
  return brokenBudget(state, deployment, request, outputTokens) !== undefined;
}
