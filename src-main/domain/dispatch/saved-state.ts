import { type Conversation, NO_CONVERSATIONS, putConversation } from './conversations.ts';
import type { Cooldown } from './cooldown.ts';
import { type DeploymentLive, initialLive } from './deployment-live.ts';
import type { DispatchState } from './dispatch-state.ts';
import type { Spend } from './spend.ts';

type Averages = Pick<
  DeploymentLive,
  | 'calls'
  | 'successes'
  | 'ewmaCostUsd'
  | 'ewmaTtftMs'
  | 'ewmaTotalLatencyMs'
  | 'ewmaTokensPerSec'
  | 'ewmaErrorRate'
  | 'ewmaTokenPressure'
  | 'ewmaQueueDepth'
  | 'failuresInRow'
  | 'failureOpens'
>;

/** What survives a restart, as plain JSON. Nothing in flight, no keys, no text. */
export interface SavedDispatch {
  readonly version: 1;
  readonly savedAtMs: number;
  readonly deployments: Readonly<
    Record<string, Averages & { readonly lastStatus: number | null; readonly cooldown: Cooldown }>
  >;
  readonly conversations: readonly Conversation[];
  readonly spend: Spend;
}

export function saveDispatch(state: DispatchState, nowMs: number): SavedDispatch {
  const deployments = state.compiled.deployments.flatMap(({ name, index }) => {
    const live = state.live[index];
    if (!live) return [];
    const { inFlight: _inFlight, window: _window, lastStatus, ...kept } = live;
    return [[name, { ...kept, lastStatus: lastStatus ?? null }] as const];
  });
  return {
    version: 1,
    savedAtMs: nowMs,
    deployments: Object.fromEntries(deployments),
    conversations: state.conversations.flat(),
    spend: state.spend,
  };
}

/** A cooldown ends when it would have, or after what was left of it if the clock was set back meanwhile. */
function reviveCooldown(cooldown: Cooldown, savedAtMs: number, nowMs: number): Cooldown {
  if (cooldown.kind !== 'open') return cooldown;
  const leftMs = Math.max(0, cooldown.untilMs - savedAtMs);
  return { ...cooldown, untilMs: Math.min(cooldown.untilMs, nowMs + leftMs), isProbing: false };
}

/** Puts what was saved into a fresh state; deployments that are gone are forgotten. */
export function reviveDispatch(state: DispatchState, saved: SavedDispatch, nowMs: number): DispatchState {
  const live = state.compiled.deployments.map((deployment): DeploymentLive => {
    const fresh = state.live[deployment.index] ?? initialLive(deployment);
    const kept = saved.deployments[deployment.name];
    if (!kept) return fresh;
    const cooldown = reviveCooldown(kept.cooldown, saved.savedAtMs, nowMs);
    return { ...fresh, ...kept, lastStatus: kept.lastStatus ?? undefined, cooldown };
  });
  const conversations = saved.conversations.reduce(putConversation, NO_CONVERSATIONS);
  return { ...state, live, conversations, spend: saved.spend };
}
