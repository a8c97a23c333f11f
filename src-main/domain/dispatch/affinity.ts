import type { Deployment } from './compile-settings.ts';
import type { Conversation } from './conversations.ts';
import type { DeploymentLive } from './deployment-live.ts';
import type { RequestKind } from './dispatch-request.ts';
import type { DispatchTuning } from './dispatch-settings.ts';
import { estimateCostUsd } from './price-request.ts';

/** A deployment with what is known of it, and how much the strategy prefers it to the conversation's home. */
export interface MoveSide {
  readonly deployment: Deployment;
  readonly live: DeploymentLive;
}

export interface MoveBalance {
  /** Reading the whole context uncached, and waiting for it, in USD. */
  readonly priceUsd: number;
  /** What the answers of the horizon save in money and time, in USD. */
  readonly gainUsd: number;
}

/** Titles and guardian checks have short contexts of their own: nothing is lost by moving them. */
export function keepsAffinity(kind: RequestKind): boolean {
  return kind !== 'title' && kind !== 'guardian';
}

/** A compaction ends the context it reads, so a move for it serves one request only. */
export function horizonRequests(kind: RequestKind, tuning: DispatchTuning): number {
  return kind === 'compaction' ? 1 : tuning.affinity_horizon_requests;
}

/** Whether the prompt cache of the conversation's home can still be there. */
export function isWarm(conversation: Conversation, tuning: DispatchTuning, nowMs: number): boolean {
  return nowMs - conversation.atMs <= tuning.affinity_idle_s * 1000;
}

/**
 * Price of moving = context tokens · (uncached − cached input price at the new deployment)
 *                 + seconds to read them · what a second is worth.
 * Gain = horizon · (cost difference of an answer with a warm cache + seconds saved · what a second is worth
 *                 + preference · what an answer by a preferred candidate is worth).
 *
 * @param preference −1..1, how much the strategy prefers `to` to `from`
 */
export function weighMove(
  from: MoveSide,
  to: MoveSide,
  contextTokens: number,
  preference: number,
  horizon: number,
  tuning: DispatchTuning,
): MoveBalance {
  const outputTokens = tuning.expected_output_tokens;
  const warmUsd = ({ deployment }: MoveSide) =>
    estimateCostUsd(deployment, contextTokens, contextTokens, outputTokens) ?? 0;
  const coldUsd = estimateCostUsd(to.deployment, contextTokens, 0, outputTokens) ?? 0;
  const rereadS = contextTokens / tuning.reread_tokens_per_sec;
  const savedS = (from.live.ewmaTotalLatencyMs - to.live.ewmaTotalLatencyMs) / 1000;
  const perAnswerUsd =
    warmUsd(from) - warmUsd(to) + savedS * tuning.second_usd + preference * tuning.preferred_usd;
  return {
    priceUsd: coldUsd - warmUsd(to) + rereadS * tuning.second_usd,
    gainUsd: horizon * perAnswerUsd,
  };
}
