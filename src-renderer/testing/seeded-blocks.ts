import { toTransition } from '../../src-main/contract/adaptive-record.ts';
import type {
  AdaptiveHealth,
  AdaptiveReport,
  StateProbabilities,
} from '../../src-main/contract/adaptive-report.ts';
import type { DeploymentRow, DispatchSnapshot } from '../../src-main/contract/dispatch-snapshot.ts';
import type { FiguresSnapshot, OllamaSnapshot } from '../../src-main/contract/figures-snapshot.ts';
import type { AppSnapshot } from '../../src-main/contract/snapshot.ts';
import type { RolloutTransition } from '../../src-main/domain/markov/rollout/rollout.ts';
import { figure, inWords, say } from '../../src-main/domain/sentence/sentence.ts';
import { seededRandom } from './seeded-requests.ts';

/** The blocks a full program adds to a snapshot, and its answers, all made up from a seed. */
const random = seededRandom(23);
const course = (length: number, scale: number): (number | null)[] =>
  Array.from({ length }, (_, at) =>
    at > 20 && at < 26 ? null : Math.max(0, scale * (0.6 + 0.5 * Math.sin(at / 6) + 0.3 * random())),
  );

const FIGURES: FiguresSnapshot = {
  day: '2026-03-03',
  requests: 412,
  failed: 9,
  spentUsd: 3.4172,
  savedUsd: 11.92,
  baselineAlias: 'codex-deep',
  budgetUsd: 5,
  isBudgetReached: false,
  isBudgetLifted: false,
  ttftP50Ms: 884,
  ttftP95Ms: 3120,
  tokensPerSec: 61.4,
  course: {
    stepMs: 60_000,
    requests: course(60, 8),
    inFlight: course(60, 2),
    spentUsd: course(60, 0.08),
    savedUsd: course(60, 0.2),
    ttftMs: course(60, 1200),
    tokensPerSec: course(60, 60),
  },
};

const row = (deployment: string, provider: string, more: Partial<DeploymentRow>): DeploymentRow => ({
  deployment,
  provider,
  local: provider === 'ollama',
  calls: 120,
  success_rate: 0.97,
  ewma_ttft_ms: 900,
  ewma_total_latency_ms: 8200,
  ewma_tokens_per_second: 48,
  ewma_queue_depth: 0.4,
  in_flight: 0,
  max_in_flight: 2,
  ewma_error_rate: 0.02,
  ewma_token_pressure: 0.2,
  ewma_cost_usd: 0.021,
  hard_limited: false,
  ...more,
});

const DISPATCH: DispatchSnapshot = {
  soft_score_weights: {
    cost: 0.1,
    ttft: 0.22,
    total_latency: 0.14,
    tokens_per_second: 0.14,
    error_rate: 0.25,
    token_pressure: 0.08,
    queue_depth: 0.07,
  },
  temperature: 0.3,
  deployments: [
    row('gemini-flash-direct', 'gemini', {
      in_flight: 1,
      ewma_ttft_ms: 640,
      ewma_total_latency_ms: 6900,
      ewma_tokens_per_second: 112,
      ewma_cost_usd: 0.0084,
      soft_risk: 0.118,
      probability: 0.482,
    }),
    row('claude-sonnet-direct', 'anthropic', {
      ewma_ttft_ms: 1640,
      ewma_total_latency_ms: 14_300,
      ewma_tokens_per_second: 57,
      ewma_token_pressure: 0.34,
      ewma_cost_usd: 0.094,
      ewma_error_rate: 0.31,
      soft_risk: 0.402,
      probability: 0.187,
    }),
    row('gpt-5.1-codex', 'openai', {
      hard_limited: true,
      hard_limit_reason: 'rate-limited',
      ewma_ttft_ms: 1120,
      ewma_total_latency_ms: 11_800,
      ewma_tokens_per_second: 74,
      ewma_cost_usd: 0.061,
      ewma_error_rate: 0.12,
      ewma_token_pressure: 0.91,
      ewma_queue_depth: 0,
      hard_limited_remaining_s: 212,
      last_status: 429,
    }),
    row('gemini-pro-direct', 'gemini', {
      in_flight: 1,
      max_in_flight: 1,
      ewma_ttft_ms: 2310,
      ewma_total_latency_ms: 19_600,
      ewma_tokens_per_second: 41,
      ewma_cost_usd: 0.048,
      ewma_queue_depth: 1.3,
      hard_limited: true,
      hard_limit_reason: 'in-flight',
    }),
    row('hf-gpt-oss-120b', 'huggingface', {
      calls: 0,
      hard_limited: true,
      hard_limit_reason: 'no-key',
    }),
    row('codex-qwen-local', 'ollama', {
      ewma_ttft_ms: 1410,
      ewma_tokens_per_second: 18.2,
      ewma_cost_usd: 0,
      ewma_total_latency_ms: 31_000,
      ewma_token_pressure: 0.05,
      ewma_queue_depth: 0,
      max_in_flight: 1,
      soft_risk: 0.214,
      probability: 0.331,
    }),
  ],
};

const probabilities = (...of: readonly [number, number, number, number, number]): StateProbabilities => ({
  healthy: of[0],
  warming: of[1],
  overloaded: of[2],
  failing: of[3],
  cooldown: of[4],
});

const health = (more: Partial<AdaptiveHealth>): AdaptiveHealth => ({
  state: 'healthy',
  risk: 0.12,
  score: 0.88,
  probabilities: probabilities(0.8, 0.14, 0.04, 0.01, 0.01),
  observations: 118,
  performance_score: 0.74,
  average_cost_usd: 0.02,
  reliability_score: 0.84,
  adjusted_score: 0.805,
  cold_start: false,
  ...more,
});

export const HEALTH = {
  'gemini-flash-direct': health({}),
  'gpt-5.1-codex': health({
    state: 'overloaded',
    risk: 0.61,
    score: 0.39,
    probabilities: probabilities(0.08, 0.17, 0.42, 0.2, 0.13),
    reliability_score: 0.18,
    adjusted_score: 0.3,
  }),
  'codex-qwen-local': health({ observations: 0, cold_start: true, adjusted_score: 0.36 }),
};

export const SEEDED_BLOCKS: Partial<AppSnapshot> = {
  figures: FIGURES,
  dispatch: DISPATCH,
  adaptive: { enabled: true, rollout: 'shadow', canary_fraction: 0.1, candidates: HEALTH },
  ownPlan: {
    heardAtMs: Date.UTC(2026, 2, 3, 14, 2),
    windows: [
      { usedShare: 0.835, lengthMs: 5 * 3_600_000, resetsAtMs: Date.UTC(2026, 2, 3, 16, 40) },
      { usedShare: 0.16, lengthMs: 168 * 3_600_000, resetsAtMs: Date.UTC(2026, 2, 8, 9, 0) },
    ],
  },
  ollama: {
    phase: 'running',
    model: 'qwen2.5-coder:3b',
    isModelPresent: false,
    pull: { completedBytes: 812_000_000, totalBytes: 1_930_000_000 },
  } satisfies OllamaSnapshot,
};

const historyOf = (candidate: string, drift: number, nowMs: number): AdaptiveReport['history'][number] => ({
  candidate,
  points: Array.from({ length: 48 }, (_, at) => {
    const ill = Math.max(0, Math.min(0.8, drift * Math.sin(at / 9) + 0.1 * random()));
    return {
      at_ms: nowMs - (48 - at) * 60_000,
      probabilities: probabilities((1 - ill) * 0.8, (1 - ill) * 0.2, ill * 0.6, ill * 0.25, ill * 0.15),
    };
  }),
});

const evidence = (treated: string, control: string, low: string, high: string) =>
  inWords({
    evidence: say`${figure(treated)} against ${figure(control)}; difference ${figure(low)} to ${figure(high)}`,
  });

const ROLL_BACK: Omit<RolloutTransition, 'atMs'> = {
  from: 'canary',
  to: 'shadow',
  cause: 'rolled-back',
  reason: 'Rolled back from canary: 9 of the last 30 adaptive requests failed, against 6 of 200 others.',
  evidence: {
    figure: 'error rate',
    treated: 0.3,
    control: 0.03,
    treatedRequests: 30,
    controlRequests: 200,
    text: '9 of the last 30 adaptive requests failed, against 6 of 200 others.',
  },
};

export const seededReport = (nowMs: number): AdaptiveReport => ({
  history: [historyOf('gemini-flash-direct', 0.2, nowMs), historyOf('gpt-5.1-codex', 0.9, nowMs)],
  counterfactual: {
    requests: 1840,
    effective_sample_size: 412.6,
    model_only: false,
    figures: [
      { figure: 'ttft_p50_ms', live: 1210, shadow: { value: 902, low: 840, high: 981 } },
      { figure: 'latency_p95_ms', live: 31_200, shadow: { value: 24_800, low: 21_900, high: 28_100 } },
      { figure: 'error_rate', live: 0.041, shadow: { value: 0.022, low: 0.014, high: 0.033 } },
      { figure: 'cost_per_1000_usd', live: 18.2, shadow: { value: 17.9, low: 16.4, high: 19.6 } },
      { figure: 'quality', live: 0.912 },
    ],
  },
  gate: {
    open: true,
    next: 'canary',
    criteria: [
      {
        figure: 'ttft_p50_ms',
        verdict: 'better',
        ...evidence('902', '1210', '-364', '-229'),
      },
      { figure: 'error_rate', verdict: 'better', ...evidence('0.0220', '0.0410', '-0.0270', '-0.00800') },
      {
        figure: 'cost_per_1000_usd',
        verdict: 'not-worse',
        ...evidence('17.9', '18.2', '-1.80', '1.40'),
      },
      {
        figure: 'quality',
        verdict: 'unknown',
        ...inWords({ evidence: say`Not enough requests with this figure.` }),
      },
    ],
  },
  transitions: [
    toTransition({ ...ROLL_BACK, atMs: nowMs - 86_400_000 }),
    toTransition({
      atMs: nowMs - 90_000_000,
      from: 'shadow',
      to: 'canary',
      cause: 'promoted',
      reason: 'A person asked for canary.',
    }),
  ],
});
