import type { DecisionDetail } from '../../src-main/contract/decision-detail.ts';
import { finalReason } from '../../src-main/domain/dispatch/final-reason.ts';
import { NOTES } from '../../src-main/domain/dispatch/note-words.ts';
import { reasonLine } from '../../src-main/domain/dispatch/reason-line.ts';
import { HEALTH } from './seeded-blocks.ts';

const PLAN = {
  asked: 'codex-default',
  resolved: 'codex-default',
  strategy: 'risk-adjusted',
  order: ['gemini-flash-direct', 'codex-qwen-local'],
  cause: 'moved-limited',
  choiceProbability: 0.593,
  affinity: { home: 'gpt-5.1-codex', other: 'gemini-flash-direct', priceUsd: 0.0124, gainUsd: 0.031 },
} as const;
const LIMIT = { reason: 'rate-limited', remainingMs: 212_000 } as const;
const NO_FIGURES = { softRisk: undefined, probability: undefined };

const TRIED = {
  planned: reasonLine({
    ...PLAN,
    kind: 'turn',
    budget: undefined,
    considered: [{ deployment: 'gpt-5.1-codex', provider: 'openai', limit: LIMIT, ...NO_FIGURES }],
  }),
  failed: [{ deployment: 'gpt-5.1-codex', word: 'rate_limited' }],
  goesTo: 'gemini-flash-direct',
};

/** The line of that turn, as the router writes it while the turn runs. */
export const SEEDED_REASON_SO_FAR = finalReason(TRIED);

/** Why a turn went to Gemini, made up as everything here. */
export const SEEDED_DECISION: DecisionDetail = {
  ...PLAN,
  order: [...PLAN.order],
  considered: [
    { deployment: 'gpt-5.1-codex', provider: 'openai', limit: LIMIT },
    { deployment: 'gemini-flash-direct', provider: 'gemini', softRisk: 0.118, probability: 0.593 },
    { deployment: 'codex-qwen-local', provider: 'ollama', softRisk: 0.214, probability: 0.407 },
  ],
  reason: finalReason({ ...TRIED, notes: [NOTES.serviceTier], costUsd: 0.0042 }),
  adaptive_router: {
    enabled: true,
    shadow_mode: true,
    rollout: 'shadow',
    baseline_provider: 'gpt-5.1-codex',
    suggested_provider: 'gemini-flash-direct',
    confidence_delta: 0.505,
    effective_order: ['gemini-flash-direct', 'codex-qwen-local'],
    would_switch: true,
    applied: false,
    cost_guard_blocked: false,
    cost_multiplier: 0.4,
    max_cost_multiplier: 2,
    health: HEALTH,
  },
};
