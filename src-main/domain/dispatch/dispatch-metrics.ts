import type { DeploymentLive } from './deployment-live.ts';
import type { CooldownTuning, SoftRiskWeights } from './dispatch-settings.ts';
import type { DispatchState } from './dispatch-state.ts';
import { findStandingLimit } from './find-hard-limit.ts';
import { remainingSeconds } from './hard-limit.ts';
import { queueDepth, softmaxOfRisks, softRisks } from './soft-risk.ts';

/** One deployment in `GET /dispatch/metrics`. Durations end in `_ms` or `_s`; shares are 0..1. */
export interface DeploymentMetrics {
  readonly provider: string;
  readonly calls: number;
  /** Answers over calls; null before the first call. */
  readonly success_rate: number | null;
  readonly ewma_ttft_ms: number;
  readonly ewma_total_latency_ms: number;
  readonly ewma_tokens_per_second: number;
  readonly ewma_queue_depth: number;
  readonly in_flight: number;
  readonly max_in_flight: number;
  readonly ewma_error_rate: number;
  readonly ewma_token_pressure: number;
  readonly ewma_cost_usd: number;
  readonly hard_limited: boolean;
  readonly hard_limited_remaining_s: number | null;
  readonly hard_limit_reason: string | null;
  readonly last_status: number | null;
  /** Null while hard-limited. */
  readonly soft_risk: number | null;
  /** 0 while hard-limited; the others sum to 1. */
  readonly probability: number;
}

export interface DispatchMetrics {
  /** Strategy by alias. */
  readonly strategy: Readonly<Record<string, string>>;
  readonly soft_score_weights: SoftRiskWeights;
  readonly temperature: number;
  readonly hard_limits: CooldownTuning;
  readonly deployments: Readonly<Record<string, DeploymentMetrics>>;
}

/**
 * The figures of every deployment, scored against all others that are in traffic. With `alias`, only its
 * candidates are shown and scored.
 */
export function dispatchMetrics(state: DispatchState, nowMs: number, alias?: string): DispatchMetrics {
  const { compiled } = state;
  const deployments = (alias && compiled.aliases.get(alias)?.candidates) || compiled.deployments;
  const rows = deployments.flatMap(deployment => {
    const live = state.live[deployment.index];
    return live ? [{ deployment, live, limit: findStandingLimit(state, deployment, nowMs) }] : [];
  });
  const open = rows.filter(({ limit }) => !limit);
  const { weights, temperature, cooldowns } = compiled.tuning;
  const risks = softRisks(
    open.map(({ live }): DeploymentLive => live),
    weights,
  );
  const probabilities = softmaxOfRisks(risks, temperature);
  const entries = rows.map(row => {
    const { deployment, live, limit } = row;
    const at = open.indexOf(row);
    const metrics: DeploymentMetrics = {
      provider: deployment.provider,
      calls: live.calls,
      success_rate: live.calls === 0 ? null : live.successes / live.calls,
      ewma_ttft_ms: live.ewmaTtftMs,
      ewma_total_latency_ms: live.ewmaTotalLatencyMs,
      ewma_tokens_per_second: live.ewmaTokensPerSec,
      ewma_queue_depth: queueDepth(live),
      in_flight: live.inFlight,
      max_in_flight: deployment.maxInFlight,
      ewma_error_rate: live.ewmaErrorRate,
      ewma_token_pressure: live.ewmaTokenPressure,
      ewma_cost_usd: live.ewmaCostUsd,
      hard_limited: limit !== undefined,
      hard_limited_remaining_s: (limit && remainingSeconds(limit)) ?? null,
      hard_limit_reason: limit?.reason ?? null,
      last_status: live.lastStatus ?? null,
      soft_risk: risks[at] ?? null,
      probability: probabilities[at] ?? 0,
    };
    return [deployment.name, metrics] as const;
  });
  return {
    strategy: Object.fromEntries(
      [...compiled.aliases.values()].map(({ name, strategy }) => [name, strategy]),
    ),
    soft_score_weights: weights,
    temperature,
    hard_limits: cooldowns,
    deployments: Object.fromEntries(entries),
  };
}
