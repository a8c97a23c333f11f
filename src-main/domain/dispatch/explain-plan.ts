import { isLifted } from './budget.ts';
import type { DispatchPlan } from './dispatch-plan.ts';
import type { DispatchState } from './dispatch-state.ts';
import { describeLimit, remainingSeconds } from './hard-limit.ts';
import { spentOn } from './spend.ts';

/** A plan in the field names of `POST /dispatch/explain`. */
export function explainPlan(plan: DispatchPlan) {
  return {
    asked: plan.asked,
    resolved: plan.resolved,
    kind: plan.kind,
    strategy: plan.strategy,
    strict: plan.isStrict,
    order: plan.order,
    cause: plan.cause,
    reason: plan.reason,
    choice_probability: plan.choiceProbability,
    projected_tokens: plan.projectedTokens,
    candidates: plan.considered.map(({ deployment, provider, limit, softRisk, probability }) => ({
      deployment,
      provider,
      hard_limited: limit !== undefined,
      hard_limit_reason: limit?.reason ?? null,
      hard_limit_text: limit ? describeLimit(limit) : null,
      hard_limited_remaining_s: (limit && remainingSeconds(limit)) ?? null,
      soft_risk: softRisk ?? null,
      probability: probability ?? 0,
    })),
    affinity: plan.affinity
      ? {
          home: plan.affinity.home,
          other: plan.affinity.other ?? null,
          price_usd: plan.affinity.priceUsd ?? null,
          gain_usd: plan.affinity.gainUsd ?? null,
        }
      : null,
    budget: plan.budget ?? null,
    refusal: plan.refusal
      ? {
          code: plan.refusal.code,
          detail: plan.refusal.detail,
          message: plan.refusal.message,
          retry_after_s: plan.refusal.retryAfterSeconds ?? null,
        }
      : null,
  };
}

/**
 * What dispatch knows beside the metrics, in the field names of `GET /dispatch/state`.
 * @param day the person's calendar day, which the spend is of
 */
export function describeState(state: DispatchState, day: string) {
  return {
    aliases: Object.fromEntries(
      [...state.compiled.aliases.values()].map(({ name, strategy, candidates }) => [
        name,
        { strategy, candidates: candidates.map(candidate => candidate.name) },
      ]),
    ),
    providers: Object.fromEntries(
      [...state.providers].map(([name, { hasKey, isUp }]) => [name, { has_key: hasKey, up: isUp }]),
    ),
    conversations: state.conversations.flat().map(({ id, home, atMs, contextTokens, spentUsd }) => ({
      id,
      home,
      at_ms: atMs,
      context_tokens: contextTokens,
      spent_usd: spentUsd,
    })),
    spend: {
      day,
      usd: spentOn(state.spend, day),
      lifted: isLifted(state, day),
    },
    baseline: state.compiled.baseline?.name ?? null,
    preset: state.compiled.tuning.preset,
    affinity: state.compiled.tuning.affinity,
  };
}
