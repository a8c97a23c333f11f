import { horizonRequests, isWarm, keepsAffinity, weighMove } from './affinity.ts';
import type { Deployment } from './compile-settings.ts';
import { findConversation } from './conversations.ts';
import type { AffinityNote, PlanCause } from './dispatch-plan.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { Strategy } from './dispatch-settings.ts';
import type { DispatchState } from './dispatch-state.ts';
import { drawIndex } from './soft-risk.ts';

/** A candidate that passed the hard limits. */
export interface Scored {
  readonly deployment: Deployment;
  readonly softRisk: number;
  readonly probability: number;
}

export interface Selection {
  /** Candidates in the order of trying. */
  readonly order: readonly Scored[];
  readonly cause: PlanCause;
  readonly choiceProbability: number;
  readonly affinity: AffinityNote | undefined;
}

const byRisk = (a: Scored, b: Scored): number =>
  a.softRisk - b.softRisk || a.deployment.index - b.deployment.index;

const byIndex = (a: Scored, b: Scored): number => a.deployment.index - b.deployment.index;

function startingWith(first: Scored, rest: readonly Scored[]): readonly Scored[] {
  if (rest[0] === first) return rest;
  const order = [first];
  for (const scored of rest) if (scored !== first) order.push(scored);
  return order;
}

/** How much the strategy prefers one candidate to another, −1..1. */
function preference(strategy: Strategy, inOrder: readonly Scored[], from: Scored, to: Scored): number {
  if (strategy === 'ordered') return inOrder.indexOf(to) < inOrder.indexOf(from) ? 1 : -1;
  return Math.max(-1, Math.min(1, from.softRisk - to.softRisk));
}

/**
 * Orders the candidates that may be used.
 * Without affinity: `ordered` takes them as configured; `risk-adjusted` draws the first by Pr(i), the rest
 * follow in order of risk, and the configured order plays no part.
 *
 * @param inOrder at least one, in configured order
 * @param random uniform in [0, 1); read at most once
 */
export function selectFirst(
  state: DispatchState,
  request: DispatchRequest,
  strategy: Strategy,
  inOrder: readonly Scored[],
  nowMs: number,
  random: () => number,
): Selection {
  const ranked = strategy === 'ordered' ? inOrder : inOrder.slice().sort(byRisk);
  if (request.turnDeployment !== undefined && isAffinityOn(state)) {
    const turn = inOrder.find(({ deployment }) => deployment.name === request.turnDeployment);
    if (turn) {
      return {
        order: startingWith(turn, ranked),
        cause: 'same-turn',
        choiceProbability: 1,
        affinity: undefined,
      };
    }
  }
  const conversation = homeOf(state, request, nowMs);
  if (conversation) {
    const { home: name, contextTokens } = conversation;
    const home = inOrder.find(({ deployment }) => deployment.name === name);
    const [best] = ranked;
    if (home && best) {
      const balance = () =>
        weighMove(
          sideOf(state, home),
          sideOf(state, best),
          contextTokens,
          preference(strategy, inOrder, home, best),
          horizonRequests(request.kind, state.compiled.tuning),
          state.compiled.tuning,
        );
      const note = home === best ? { home: name } : { home: name, other: best.deployment.name, ...balance() };
      const isWorthMoving = 'gainUsd' in note && note.gainUsd > note.priceUsd;
      return {
        order: startingWith(isWorthMoving ? best : home, ranked),
        cause: isWorthMoving ? 'moved' : 'stayed',
        choiceProbability: 1,
        affinity: note,
      };
    }
  }
  const affinity = conversation && { home: conversation.home };
  if (strategy === 'ordered') {
    const cause = conversation ? 'moved-limited' : 'first-in-order';
    return { order: ranked, cause, choiceProbability: 1, affinity };
  }
  // Drawing over a fixed order makes the draw independent of how the alias lists its candidates.
  const fixed = inOrder.slice().sort(byIndex);
  const drawn = fixed[drawIndex(probabilitiesOf(fixed), random())];
  return {
    order: drawn ? startingWith(drawn, ranked) : ranked,
    cause: conversation ? 'moved-limited' : 'drawn',
    choiceProbability: drawn?.probability ?? 1,
    affinity,
  };
}

const probabilitiesOf = (scored: readonly Scored[]): number[] => scored.map(({ probability }) => probability);

const isAffinityOn = ({ compiled: { tuning } }: DispatchState): boolean =>
  tuning.preset !== 'reference' && tuning.affinity === 'priced';

function homeOf(state: DispatchState, request: DispatchRequest, nowMs: number) {
  if (!isAffinityOn(state) || request.conversationId === undefined || !keepsAffinity(request.kind)) return;
  const conversation = findConversation(state.conversations, request.conversationId);
  return conversation && isWarm(conversation, state.compiled.tuning, nowMs) ? conversation : undefined;
}

function sideOf(state: DispatchState, { deployment }: Scored) {
  const live = state.live[deployment.index];
  if (!live) throw new RangeError(`no live state for ${deployment.name}`);
  return { deployment, live };
}
