/**
 * What dispatch reads of `router.yaml` and the policy. The names are the files' own, so that validated
 * settings can be handed over as they are.
 */
export interface DispatchProvider {
  readonly enabled: boolean;
  readonly keyless: boolean;
  readonly local: boolean;
  readonly open_models: boolean;
}

export interface DispatchDeployment {
  readonly provider: string;
  readonly enabled: boolean;
  readonly context_tokens?: number | undefined;
  readonly images?: boolean | undefined;
  readonly tools?: boolean | undefined;
  readonly input_usd_per_mtok?: number | undefined;
  readonly cached_input_usd_per_mtok?: number | undefined;
  readonly cache_write_usd_per_mtok?: number | undefined;
  readonly output_usd_per_mtok?: number | undefined;
  readonly long_input?: LongInputPrice | undefined;
  readonly tpm_limit?: number | undefined;
  readonly rpm_limit?: number | undefined;
  readonly max_in_flight?: number | undefined;
  readonly prior_cost?: number | undefined;
  readonly prior_total_latency_ms?: number | undefined;
  readonly prior_ttft_ms?: number | undefined;
  readonly prior_tokens_per_sec?: number | undefined;
}

export interface LongInputPrice {
  readonly above_input_tokens: number;
  readonly input_usd_per_mtok: number;
  readonly cached_input_usd_per_mtok?: number | undefined;
  readonly cache_write_usd_per_mtok?: number | undefined;
  readonly output_usd_per_mtok: number;
}

export type Strategy = 'ordered' | 'risk-adjusted';

export interface DispatchAlias {
  readonly candidates: readonly string[];
  readonly strategy: Strategy;
}

export interface CooldownTuning {
  readonly rate_limited_s: number;
  readonly key_refused_s: number;
  readonly model_missing_s: number;
  readonly failures_in_row: number;
  readonly failure_s: number;
  readonly failure_max_s: number;
  readonly max_s: number;
}

export interface SoftRiskWeights {
  readonly cost: number;
  readonly ttft: number;
  readonly total_latency: number;
  readonly tokens_per_second: number;
  readonly error_rate: number;
  readonly token_pressure: number;
  readonly queue_depth: number;
}

export interface DispatchTuning {
  readonly preset: 'standard' | 'reference';
  readonly weights: SoftRiskWeights;
  readonly temperature: number;
  readonly ewma_alpha: number;
  readonly cooldowns: CooldownTuning;
  readonly max_attempts: number;
  readonly total_time_ms: number;
  readonly affinity: 'priced' | 'none';
  readonly affinity_idle_s: number;
  readonly second_usd: number;
  readonly preferred_usd: number;
  readonly affinity_horizon_requests: number;
  readonly reread_tokens_per_sec: number;
  readonly expected_output_tokens: number;
}

export interface DispatchSettings {
  readonly providers: Readonly<Record<string, DispatchProvider>>;
  readonly deployments: Readonly<Record<string, DispatchDeployment>>;
  readonly aliases: Readonly<Record<string, DispatchAlias>>;
  readonly dispatch: DispatchTuning;
  readonly baseline_alias: string;
}

export interface DispatchPolicy {
  readonly default_provider: string;
  readonly open_models_only: boolean;
  readonly avoid_openai: boolean;
  readonly max_cost_usd: number;
  readonly request_rules: Readonly<
    Record<'title' | 'guardian' | 'compaction' | 'review' | 'subagent', string>
  >;
  readonly budgets: {
    readonly request_usd: number;
    readonly day_usd: number;
    readonly conversation_usd: number;
    readonly request_tokens: number;
    readonly on_reached: 'degrade' | 'refuse';
  };
}
