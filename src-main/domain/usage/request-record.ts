import type { CompiledSettings } from '../dispatch/compile-settings.ts';
import type { Considered } from '../dispatch/considered.ts';
import type { DispatchPlan } from '../dispatch/dispatch-plan.ts';
import { remainingSeconds } from '../dispatch/hard-limit.ts';
import type { Outcome } from '../dispatch/outcome.ts';
import { costOfUsage, savingsOf, type TokenUsage } from './cost-of-usage.ts';

export interface AttemptTrace {
  readonly deployment: string;
  readonly startedAtMs: number;
  readonly ttftMs?: number | undefined;
  readonly totalMs: number;
  readonly outcome: Outcome;
}

/** All that is known when a request is over. */
export interface RequestTrace {
  readonly id: string;
  readonly startedAtMs: number;
  readonly plan: DispatchPlan;
  /** How the task was classified, for `codex-auto`. */
  readonly task?: { readonly level: string; readonly cue: string } | undefined;
  readonly attempts: readonly AttemptTrace[];
  /** HTTP status the client got. */
  readonly status: number;
  readonly errorCode?: string | undefined;
  /** From receiving the request to its first content byte out. */
  readonly ttftMs?: number | undefined;
  readonly totalMs: number;
  readonly usage?: TokenUsage | undefined;
  /** Quality proxy of the answer, 0..1. */
  readonly qualityShare?: number | undefined;
  readonly conversationId?: string | undefined;
  readonly turnId?: string | undefined;
  readonly upstreamResponseId?: string | undefined;
  /** `adaptive_router`, as the adaptive router gives it. */
  readonly adaptive?: Readonly<Record<string, unknown>> | undefined;
}

function candidateOf({ deployment, provider, limit, softRisk, probability }: Considered) {
  return {
    deployment,
    provider,
    limit: limit && { reason: limit.reason, remaining_s: remainingSeconds(limit) },
    soft_risk: softRisk,
    probability,
  };
}

const tokensOf = (usage: TokenUsage) => ({
  convention: 'input-includes-cached' as const,
  source: usage.source,
  input: usage.inputTokens,
  cached_input: usage.cachedInputTokens,
  cache_write: usage.cacheWriteTokens,
  output: usage.outputTokens,
  reasoning: usage.reasoningTokens,
  total: usage.inputTokens + usage.outputTokens,
});

/**
 * The request log record: what was asked, what was considered and why, what happened, what it cost. Never
 * text, headers or keys. What is not known is undefined, and so absent from the line. Costs are reckoned from the tokens and are as certain as those are.
 */
export function requestRecord(compiled: CompiledSettings, trace: RequestTrace) {
  const { plan, usage } = trace;
  const chosenName = trace.attempts.at(-1)?.deployment ?? plan.order[0];
  const chosen = chosenName === undefined ? undefined : compiled.byName.get(chosenName);
  const costUsd = chosen && usage && costOfUsage(chosen, usage);
  const savings = usage && savingsOf(compiled.baseline, costUsd, usage);
  return {
    v: 1 as const,
    id: trace.id,
    at_ms: trace.startedAtMs,
    kind: plan.kind,
    asked: plan.asked,
    resolved: plan.resolved,
    task: trace.task,
    strategy: plan.strategy,
    candidates: plan.considered.map(candidateOf),
    attempts: trace.attempts.map(({ deployment, startedAtMs, ttftMs, totalMs, outcome }) => ({
      deployment,
      at_ms: startedAtMs,
      ttft_ms: ttftMs,
      total_ms: totalMs,
      status: outcome.status,
      result: outcome.result,
      word: outcome.word,
    })),
    chosen: chosenName,
    provider: chosen?.provider,
    cause: plan.cause,
    choice_probability: plan.choiceProbability,
    reason: plan.reason,
    affinity: plan.affinity && {
      home: plan.affinity.home,
      other: plan.affinity.other,
      price_usd: plan.affinity.priceUsd,
      gain_usd: plan.affinity.gainUsd,
    },
    budget: plan.budget,
    status: trace.status,
    error_code: trace.errorCode,
    ttft_ms: trace.ttftMs,
    total_ms: trace.totalMs,
    tokens: usage && tokensOf(usage),
    quality: trace.qualityShare,
    cost_usd: costUsd,
    baseline: savings && compiled.baseline?.name,
    baseline_usd: savings?.baselineUsd,
    saved_usd: savings?.savedUsd,
    conversation_id: trace.conversationId,
    turn_id: trace.turnId,
    upstream_response_id: trace.upstreamResponseId,
    adaptive_router: trace.adaptive,
  };
}
