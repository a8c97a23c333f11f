import type { DispatchSettings, DispatchTuning, LongInputPrice, Strategy } from './dispatch-settings.ts';

/** Priors of a deployment that states none: cost 0.30, 6000 ms, TTFT 1500 ms, 25 tokens/s, 250 000 TPM, 60 RPM. */
const PRIOR = {
  costUsd: 0.3,
  totalLatencyMs: 6000,
  ttftMs: 1500,
  tokensPerSec: 25,
  tpmLimit: 250_000,
  rpmLimit: 60,
  maxInFlight: 1,
} as const;

export interface Prices {
  readonly inputUsdPerMTok: number;
  readonly cachedInputUsdPerMTok: number;
  readonly cacheWriteUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  readonly longInput: LongInputPrice | undefined;
}

/** A deployment with every default filled in. Its index is its place in name order. */
export interface Deployment {
  readonly index: number;
  readonly name: string;
  readonly provider: string;
  readonly isOn: boolean;
  readonly isKeyless: boolean;
  readonly isLocal: boolean;
  readonly isOpenModel: boolean;
  /** Infinity where it is unknown. */
  readonly contextTokens: number;
  readonly hasImages: boolean;
  readonly hasTools: boolean;
  /** Absent where no price is known. */
  readonly prices: Prices | undefined;
  readonly tpmLimit: number;
  readonly rpmLimit: number;
  readonly maxInFlight: number;
  readonly priorCostUsd: number;
  readonly priorTotalLatencyMs: number;
  readonly priorTtftMs: number;
  readonly priorTokensPerSec: number;
}

export interface Alias {
  readonly name: string;
  readonly candidates: readonly Deployment[];
  readonly strategy: Strategy;
}

/** Settings in the form the hot path wants: no look-up by name while ranking. */
export interface CompiledSettings {
  readonly deployments: readonly Deployment[];
  readonly byName: ReadonlyMap<string, Deployment>;
  readonly aliases: ReadonlyMap<string, Alias>;
  readonly tuning: DispatchTuning;
  /** Deployment that savings are counted against. */
  readonly baseline: Deployment | undefined;
}

function compilePrices(deployment: DispatchSettings['deployments'][string]): Prices | undefined {
  const { input_usd_per_mtok: input, output_usd_per_mtok: output } = deployment;
  if (input === undefined || output === undefined) return undefined;
  return {
    inputUsdPerMTok: input,
    // Without a listed discount, cached input costs what input costs.
    cachedInputUsdPerMTok: deployment.cached_input_usd_per_mtok ?? input,
    cacheWriteUsdPerMTok: deployment.cache_write_usd_per_mtok ?? input,
    outputUsdPerMTok: output,
    longInput: deployment.long_input,
  };
}

/** Names that refer to nothing are left out: validation reports them before settings get here. */
export function compileSettings(settings: DispatchSettings): CompiledSettings {
  const names = Object.keys(settings.deployments).sort();
  const deployments = names.flatMap((name): Omit<Deployment, 'index'>[] => {
    const deployment = settings.deployments[name];
    const provider = deployment && settings.providers[deployment.provider];
    if (!deployment || !provider) return [];
    return [
      {
        name,
        provider: deployment.provider,
        isOn: provider.enabled && deployment.enabled,
        isKeyless: provider.keyless,
        isLocal: provider.local,
        isOpenModel: provider.open_models,
        contextTokens: deployment.context_tokens ?? Number.POSITIVE_INFINITY,
        hasImages: deployment.images ?? true,
        hasTools: deployment.tools ?? true,
        prices: compilePrices(deployment),
        tpmLimit: deployment.tpm_limit ?? PRIOR.tpmLimit,
        rpmLimit: deployment.rpm_limit ?? PRIOR.rpmLimit,
        maxInFlight: deployment.max_in_flight ?? PRIOR.maxInFlight,
        priorCostUsd: deployment.prior_cost ?? PRIOR.costUsd,
        priorTotalLatencyMs: deployment.prior_total_latency_ms ?? PRIOR.totalLatencyMs,
        priorTtftMs: deployment.prior_ttft_ms ?? PRIOR.ttftMs,
        priorTokensPerSec: deployment.prior_tokens_per_sec ?? PRIOR.tokensPerSec,
      },
    ];
  });
  const indexed = deployments.map((deployment, index): Deployment => ({ ...deployment, index }));
  const byName = new Map(indexed.map(deployment => [deployment.name, deployment]));
  const aliases = new Map(
    Object.entries(settings.aliases).map(([name, { candidates, strategy }]): [string, Alias] => [
      name,
      { name, strategy, candidates: candidates.flatMap(candidate => byName.get(candidate) ?? []) },
    ]),
  );
  const baseline = aliases.get(settings.baseline_alias)?.candidates[0];
  return { deployments: indexed, byName, aliases, tuning: settings.dispatch, baseline };
}
