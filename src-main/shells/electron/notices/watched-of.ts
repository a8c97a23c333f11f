import type { RequestEvent } from '../../../contract/request-event.ts';
import type { AppSnapshot } from '../../../contract/snapshot.ts';
import type { Move, Watched } from '../../../domain/notify/next-notices.ts';

/** What notices are about, out of the whole state. */
export function watchedOf(snapshot: AppSnapshot): Watched {
  const { dispatch, figures, requests, codex, routing, keychainFault } = snapshot;
  const refused = (dispatch?.deployments ?? []).filter(row => row.hard_limit_reason === 'key-refused');
  const isBudgetOut = figures?.isBudgetReached === true && !figures.isBudgetLifted;
  return {
    refusedProviders: [...new Set(refused.map(({ provider }) => provider))],
    moves: movesOf(requests),
    isSwapActive: codex.swap?.active === true,
    // A Start that fails is told where it was asked for.
    isGivenUp: routing.phase === 'failed' && routing.restarts > 0,
    isKeychainSilent: keychainFault !== undefined,
    ...(isBudgetOut
      ? { budget: { day: figures.day, spentUsd: figures.spentUsd, budgetUsd: figures.budgetUsd ?? 0 } }
      : {}),
  };
}

/** @param requests newest first. @returns oldest first */
function movesOf(requests: readonly RequestEvent[]): readonly Move[] {
  const lastProvider = new Map<string, string>();
  const moves: Move[] = [];
  for (const { id, conversationId, provider, reason, phase, kind, status } of [...requests].reverse()) {
    const isAnswered = phase === 'first-byte' || (phase === 'ended' && status !== undefined && status < 400);
    if (conversationId === undefined || provider === undefined || kind !== 'turn' || !isAnswered) continue;
    const from = lastProvider.get(conversationId);
    lastProvider.set(conversationId, provider);
    if (from === undefined || from === provider) continue;
    moves.push({ id, from, to: provider, ...(reason === undefined ? {} : { reason }) });
  }
  return moves;
}
