import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import type { Considered } from '../../src-main/domain/dispatch/considered.ts';
import type { PlanCause } from '../../src-main/domain/dispatch/dispatch-plan.ts';
import { finalReason } from '../../src-main/domain/dispatch/final-reason.ts';
import { leftOutNote } from '../../src-main/domain/dispatch/note-words.ts';
import { reasonLine } from '../../src-main/domain/dispatch/reason-line.ts';

const ALIASES = ['codex-default', 'codex-light', 'codex-deep', 'codex-long'] as const;
const DEPLOYMENTS = [
  ['gpt-5.1-codex', 'openai'],
  ['gemini-flash-direct', 'gemini'],
  ['claude-sonnet-direct', 'anthropic'],
  ['codex-qwen-local', 'ollama'],
] as const;
const KINDS = ['turn', 'turn', 'turn', 'title', 'compaction', 'subagent'] as const;

/** A small seeded generator (mulberry32): the same seed gives the same pictures. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const pick = <const T extends readonly [unknown, ...unknown[]]>(random: () => number, from: T): T[number] =>
  from[Math.floor(random() * from.length)] ?? from[0];

/** @param limitedMs for how long the deployment that the conversation had been at is still kept out */
export const seedReason = (
  { requestedModel, selectedModel, kind }: Pick<RequestEvent, 'requestedModel' | 'selectedModel' | 'kind'>,
  cause: PlanCause,
  limitedMs?: number,
): string => {
  const [home, provider] = DEPLOYMENTS.find(([name]) => name !== selectedModel) ?? DEPLOYMENTS[0];
  return reasonLine({
    asked: requestedModel,
    resolved: requestedModel,
    kind,
    cause,
    order: selectedModel === undefined ? [] : [selectedModel],
    considered: limitedMs === undefined ? [] : [limited(home, provider, limitedMs)],
    choiceProbability: 1,
    affinity: limitedMs === undefined ? undefined : { home },
    budget: undefined,
  });
};

const limited = (deployment: string, provider: string, remainingMs: number): Considered => ({
  deployment,
  provider,
  limit: { reason: 'rate-limited', remainingMs },
  softRisk: undefined,
  probability: undefined,
});

/** A request that is over, its reason written as the router writes it. */
export const seedRequest = (random: () => number, number: number, startedAtMs: number): RequestEvent => {
  const [selectedModel, provider] = pick(random, DEPLOYMENTS);
  const roll = random();
  const base = {
    id: `req_${String(number).padStart(6, '0')}`,
    startedAtMs,
    requestedModel: pick(random, ALIASES),
    selectedModel,
    provider,
    kind: pick(random, KINDS),
    conversationId: `conv_${number % 7}`,
  };
  if (number > 0 && roll < 0.06)
    return {
      ...base,
      phase: 'ended',
      status: 503,
      errorCode: 'unavailable',
      attempts: 3,
      totalMs: 1200 + random() * 3000,
      reason: finalReason({
        planned: seedReason(base, 'first-in-order'),
        failed: ['overloaded', 'overloaded', 'overloaded'].map(word => ({ deployment: selectedModel, word })),
      }),
    };
  const figures = {
    attempts: 1,
    ttftMs: 300 + random() * 2500,
    totalMs: 3000 + random() * 40_000,
    inputTokens: Math.floor(2000 + random() * 90_000),
    cachedInputTokens: Math.floor(random() * 2000),
    outputTokens: Math.floor(40 + random() * 3000),
    costUsd: random() * 0.09,
  };
  return {
    ...base,
    ...figures,
    phase: 'ended',
    status: 200,
    reason: finalReason({
      planned: roll < 0.2 ? seedReason(base, 'moved-limited', 212_000) : seedReason(base, 'first-in-order'),
      failed: [],
      notes: provider === 'gemini' ? [leftOutNote('web_search')] : [],
      costUsd: figures.costUsd,
    }),
  };
};
