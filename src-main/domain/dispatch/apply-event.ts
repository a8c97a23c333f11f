import type { Deployment } from './compile-settings.ts';
import { compileSettings } from './compile-settings.ts';
import { findConversation, NO_CONVERSATIONS, putConversation } from './conversations.ts';
import { CLOSED, startAttempt } from './cooldown.ts';
import { type DeploymentLive, initialLive, moveAverage } from './deployment-live.ts';
import type { DispatchEvent } from './dispatch-event.ts';
import type { DispatchSettings } from './dispatch-settings.ts';
import { type DispatchState, UNSEEN_PROVIDER } from './dispatch-state.ts';
import { endAttempt } from './end-attempt.ts';
import { addToWindow, windowUse } from './rate-window.ts';
import { shiftTimes } from './shift-times.ts';
import { addSpend, changeReserved, type Reserve } from './spend.ts';

type Event<T extends DispatchEvent['type']> = Extract<DispatchEvent, { type: T }>;

function replaceLive(
  state: DispatchState,
  name: string,
  change: (live: DeploymentLive, deployment: Deployment) => DeploymentLive,
): DispatchState {
  const deployment = state.compiled.byName.get(name);
  const live = deployment && state.live[deployment.index];
  // A deployment taken out of the settings while its attempt ran has nothing left to record.
  if (!deployment || !live) return state;
  const copy = state.live.slice();
  copy[deployment.index] = change(live, deployment);
  return withLive(state, copy);
}

/** Member by member, as all that runs for every attempt: a spread copies in slow steps. */
function withLive(state: DispatchState, live: readonly DeploymentLive[]): DispatchState {
  const { compiled, policy, providers, conversations, spend, reserved } = state;
  return { compiled, policy, live, providers, conversations, spend, reserved };
}

/** Tokens used in this minute over the limit, 0..1, and the queue the attempt found. */
function startOne(state: DispatchState, event: Event<'attempt-started'>, nowMs: number): DispatchState {
  const { ewma_alpha: alpha } = state.compiled.tuning;
  return replaceLive(reserve(state, event.reserve, 1), event.deployment, (live, deployment) => {
    const window = addToWindow(live.window, event.projectedTokens, 1, nowMs, nowMs);
    const pressure = Math.min(1, windowUse(window, nowMs).tokens / deployment.tpmLimit);
    return {
      calls: live.calls,
      successes: live.successes,
      inFlight: live.inFlight + 1,
      lastStatus: live.lastStatus,
      ewmaCostUsd: live.ewmaCostUsd,
      ewmaTtftMs: live.ewmaTtftMs,
      ewmaTotalLatencyMs: live.ewmaTotalLatencyMs,
      ewmaTokensPerSec: live.ewmaTokensPerSec,
      ewmaErrorRate: live.ewmaErrorRate,
      ewmaTokenPressure: moveAverage(live.ewmaTokenPressure, pressure, alpha),
      ewmaQueueDepth: moveAverage(live.ewmaQueueDepth, live.inFlight, alpha),
      failuresInRow: live.failuresInRow,
      failureOpens: live.failureOpens,
      cooldown: startAttempt(live.cooldown, nowMs),
      window,
    };
  });
}

function endOne(state: DispatchState, event: Event<'attempt-ended'>, nowMs: number): DispatchState {
  return replaceLive(reserve(state, event.reserve, -1), event.deployment, (live, { provider }) => {
    const keyChangedAtMs = state.providers.get(provider)?.keyChangedAtMs ?? 0;
    return endAttempt(live, event, state.compiled.tuning, keyChangedAtMs, nowMs);
  });
}

function reserve(state: DispatchState, kept: Reserve | undefined, sign: 1 | -1): DispatchState {
  return kept === undefined ? state : { ...state, reserved: changeReserved(state.reserved, kept, sign) };
}

/** An answer that broke costs what it used, and moves no conversation. */
function spendOne(state: DispatchState, event: Event<'spent'>): DispatchState {
  const spend = addSpend(state.spend, event.day, event.costUsd);
  const { conversationId: id } = event;
  const before = id === undefined ? undefined : findConversation(state.conversations, id);
  if (before === undefined) return { ...state, spend };
  const conversation = { ...before, spentUsd: before.spentUsd + event.costUsd };
  return { ...state, spend, conversations: putConversation(state.conversations, conversation) };
}

function answerOne(state: DispatchState, event: Event<'request-answered'>, nowMs: number): DispatchState {
  const spent = { ...state, spend: addSpend(state.spend, event.day, event.costUsd) };
  const { conversationId: id, kind } = event;
  if (id === undefined) return spent;
  const before = findConversation(state.conversations, id);
  const spentUsd = (before?.spentUsd ?? 0) + event.costUsd;
  // Requests that Codex sends on its own cost money, but do not move the conversation.
  const movesHome = kind === 'turn' || kind === 'subagent' || kind === 'review' || kind === 'other';
  const conversation = movesHome
    ? { id, home: event.deployment, atMs: nowMs, contextTokens: event.contextTokens, spentUsd }
    : before && { ...before, spentUsd };
  if (!conversation) return spent;
  return { ...spent, conversations: putConversation(state.conversations, conversation) };
}

function changeProvider(
  state: DispatchState,
  event: Event<'provider-changed'>,
  nowMs: number,
): DispatchState {
  const before = state.providers.get(event.provider) ?? UNSEEN_PROVIDER;
  const after = {
    hasKey: event.hasKey ?? before.hasKey,
    isUp: event.isUp ?? before.isUp,
    keyChangedAtMs: event.hasKey === undefined ? before.keyChangedAtMs : nowMs,
  };
  const providers = new Map(state.providers).set(event.provider, after);
  if (event.hasKey !== true) return { ...state, providers };
  // A new key deserves a new chance at once.
  const live = state.compiled.deployments.map((deployment): DeploymentLive => {
    const { index, provider } = deployment;
    const one = state.live[index] ?? initialLive(deployment);
    const isRefused = one.cooldown.kind === 'open' && one.cooldown.cause === 'key-refused';
    return provider === event.provider && isRefused ? { ...one, cooldown: CLOSED, failuresInRow: 0 } : one;
  });
  return { ...state, providers, live };
}

/** What was learned of a deployment stays while it is the same model at the same provider. */
function changeSettings(state: DispatchState, settings: DispatchSettings): DispatchState {
  const compiled = compileSettings(settings);
  const live = compiled.deployments.map(deployment => {
    const before = state.compiled.byName.get(deployment.name);
    const known = before && state.live[before.index];
    if (known === undefined || before === undefined) return initialLive(deployment);
    // What is in flight ends under the same name.
    return before.provider === deployment.provider
      ? known
      : { ...initialLive(deployment), inFlight: known.inFlight };
  });
  return { ...state, compiled, live };
}

/** @returns the state after a fact; the given one is not changed */
export function applyEvent(state: DispatchState, event: DispatchEvent, nowMs: number): DispatchState {
  switch (event.type) {
    case 'attempt-started':
      return startOne(state, event, nowMs);
    case 'attempt-ended':
      return endOne(state, event, nowMs);
    case 'request-answered':
      return answerOne(state, event, nowMs);
    case 'spent':
      return spendOne(state, event);
    case 'provider-changed':
      return changeProvider(state, event, nowMs);
    case 'woken':
      return replaceLive(state, event.deployment, live => ({
        ...live,
        cooldown: CLOSED,
        failuresInRow: 0,
        failureOpens: 0,
      }));
    case 'budget-lifted':
      return { ...state, spend: { ...state.spend, liftedDay: event.day } };
    case 'settings-changed':
      return changeSettings(state, event.settings);
    case 'policy-changed':
      return { ...state, policy: event.policy };
    case 'clock-moved':
      return shiftTimes(state, event.byMs);
    case 'reset':
      return {
        ...state,
        conversations: NO_CONVERSATIONS,
        live: state.compiled.deployments.map(deployment => ({
          ...initialLive(deployment),
          inFlight: state.live[deployment.index]?.inFlight ?? 0,
        })),
      };
  }
}
