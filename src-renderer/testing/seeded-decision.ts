import type { DecisionDetail } from '../../src-main/contract/decision-detail.ts';
import { sayReason } from '../../src-main/domain/dispatch/say-reason.ts';
import { textOf } from '../../src-main/domain/sentence/sentence.ts';
import { HEALTH } from './seeded-blocks.ts';

const SEEDED_PLAN = {
  asked: 'codex-default',
  resolved: 'codex-default',
  strategy: 'risk-adjusted' as const,
  order: ['gemini-flash-direct', 'codex-qwen-local'],
  considered: [
    {
      deployment: 'gpt-5.1-codex',
      provider: 'openai',
      limit: { reason: 'rate-limited', remainingMs: 212_000 },
    },
    { deployment: 'gemini-flash-direct', provider: 'gemini', softRisk: 0.118, probability: 0.593 },
    { deployment: 'codex-qwen-local', provider: 'ollama', softRisk: 0.214, probability: 0.407 },
  ],
  cause: 'moved-limited',
  choiceProbability: 0.593,
  affinity: { home: 'gpt-5.1-codex', other: 'gemini-flash-direct', priceUsd: 0.0124, gainUsd: 0.031 },
} satisfies Partial<DecisionDetail>;

/** Why a turn went to Gemini, made up as everything here. */
export const SEEDED_DECISION: DecisionDetail = {
  ...SEEDED_PLAN,
  reason: `${textOf(sayReason({ ...SEEDED_PLAN, kind: 'turn' }) ?? '')}; gpt-5.1-codex failed (rate_limited), then gemini-flash-direct; $0.0042`,
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
