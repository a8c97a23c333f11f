import type { DispatchRequest } from '../dispatch-request.ts';
import type {
  DispatchDeployment,
  DispatchPolicy,
  DispatchProvider,
  DispatchSettings,
  DispatchTuning,
} from '../dispatch-settings.ts';
import { createDispatchState, type DispatchState } from '../dispatch-state.ts';

/** 2026-11-21T12:00:00Z. */
export const T0 = 1_795_262_400_000;

export const TUNING: DispatchTuning = {
  preset: 'standard',
  weights: {
    cost: 0.1,
    ttft: 0.22,
    total_latency: 0.14,
    tokens_per_second: 0.14,
    error_rate: 0.25,
    token_pressure: 0.08,
    queue_depth: 0.07,
  },
  temperature: 0.3,
  ewma_alpha: 0.25,
  cooldowns: {
    rate_limited_s: 300,
    key_refused_s: 3600,
    model_missing_s: 1800,
    failures_in_row: 3,
    failure_s: 30,
    failure_max_s: 300,
    max_s: 3600,
  },
  max_attempts: 3,
  total_time_ms: 180_000,
  affinity: 'priced',
  affinity_idle_s: 600,
  second_usd: 0.002,
  preferred_usd: 0.02,
  affinity_horizon_requests: 8,
  reread_tokens_per_sec: 5000,
  expected_output_tokens: 1000,
};

export const POLICY: DispatchPolicy = {
  default_provider: 'auto',
  open_models_only: false,
  avoid_openai: false,
  max_cost_usd: 0,
  request_rules: {
    title: 'light',
    guardian: 'light',
    compaction: 'long',
    review: 'as-asked',
    subagent: 'as-asked',
  },
  budgets: {
    request_usd: 0,
    day_usd: 0,
    conversation_usd: 0,
    request_tokens: 0,
    on_reached: 'degrade',
  },
};

const provider = (more: Partial<DispatchProvider> = {}): DispatchProvider => ({
  enabled: true,
  keyless: false,
  local: false,
  open_models: false,
  ...more,
});

export function deployment(of: string, more: Partial<DispatchDeployment> = {}): DispatchDeployment {
  return {
    provider: of,
    enabled: true,
    context_tokens: 200_000,
    tpm_limit: 1_000_000,
    rpm_limit: 100,
    max_in_flight: 4,
    input_usd_per_mtok: 2,
    cached_input_usd_per_mtok: 0.2,
    output_usd_per_mtok: 10,
    ...more,
  };
}

/** Three vendors and a local model: `main` is [a (openai), b (gemini), q (ollama)] in order, `draw` draws. */
export const SETTINGS: DispatchSettings = {
  providers: {
    openai: provider(),
    gemini: provider(),
    hf: provider({ open_models: true }),
    ollama: provider({ keyless: true, local: true, open_models: true }),
  },
  deployments: {
    a: deployment('openai'),
    b: deployment('gemini', {
      input_usd_per_mtok: 0.75,
      cached_input_usd_per_mtok: 0.075,
      output_usd_per_mtok: 3.75,
    }),
    h: deployment('hf', { images: false }),
    q: deployment('ollama', {
      context_tokens: 32_768,
      images: false,
      input_usd_per_mtok: 0,
      cached_input_usd_per_mtok: 0,
      output_usd_per_mtok: 0,
    }),
  },
  aliases: {
    main: { candidates: ['a', 'b', 'q'], strategy: 'ordered' },
    draw: { candidates: ['a', 'b', 'q'], strategy: 'risk-adjusted' },
    light: { candidates: ['b', 'a', 'q'], strategy: 'ordered' },
    long: { candidates: ['b', 'a', 'q'], strategy: 'ordered' },
    'no-openai': { candidates: ['b', 'q'], strategy: 'ordered' },
    local: { candidates: ['q'], strategy: 'ordered' },
    open: { candidates: ['h', 'q'], strategy: 'ordered' },
  },
  dispatch: TUNING,
  baseline_alias: 'main',
};

/** A state with a key for every provider. */
export function stateOf(settings: DispatchSettings = SETTINGS, policy = POLICY): DispatchState {
  const names = Object.keys(settings.providers);
  return {
    ...createDispatchState(settings, policy),
    providers: new Map(names.map(name => [name, { hasKey: true, isUp: true, keyChangedAtMs: 0 }])),
  };
}

export function tuned(more: Partial<DispatchTuning>, settings = SETTINGS): DispatchSettings {
  return { ...settings, dispatch: { ...settings.dispatch, ...more } };
}

export function changed(name: string, more: Partial<DispatchDeployment>): DispatchSettings {
  const before = SETTINGS.deployments[name];
  if (!before) throw new RangeError(name);
  return { ...SETTINGS, deployments: { ...SETTINGS.deployments, [name]: { ...before, ...more } } };
}

export function request(more: Partial<DispatchRequest> = {}): DispatchRequest {
  return {
    requestedModel: 'main',
    kind: 'turn',
    inputTokens: 1000,
    needsImages: false,
    needsTools: true,
    isLocalOnly: false,
    day: '2026-11-21',
    ...more,
  };
}

export const never = (): number => {
  throw new Error('nothing may be drawn here');
};
