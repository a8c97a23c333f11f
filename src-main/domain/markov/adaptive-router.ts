import type { AdaptiveSettings } from './adaptive-settings.ts';
import type { UsualFigures } from './candidate-health.ts';
import { decide } from './decide.ts';
import type { AdaptiveDecision, DecisionQuestion } from './decision.ts';
import type { Observation } from './observation.ts';
import {
  type AdaptiveEvent,
  type AdaptiveRouterState,
  EMPTY_ROUTER_STATE,
  nextRouterState,
} from './router-state.ts';

export interface AdaptiveRouter {
  readonly initial: AdaptiveRouterState;
  next(state: AdaptiveRouterState, event: AdaptiveEvent, nowMs: number): AdaptiveRouterState;
  decide(state: AdaptiveRouterState, question: DecisionQuestion, nowMs: number): AdaptiveDecision;
  /** The state after the newest `maxHistory` observations of a log, in the order they ended. */
  rebuild(history: readonly Observation[]): AdaptiveRouterState;
}

/**
 * The adaptive router as a pure reducer, for a host that keeps the state and knows the time.
 * @param usual what is usual for each candidate by its configured prior; learned from there.
 */
export function createAdaptiveRouter(
  settings: AdaptiveSettings,
  usual: Readonly<Record<string, UsualFigures>> = {},
): AdaptiveRouter {
  const next = (state: AdaptiveRouterState, event: AdaptiveEvent, nowMs: number) =>
    nextRouterState(state, event, nowMs, settings, usual);
  return {
    initial: EMPTY_ROUTER_STATE,
    next,
    decide: (state, question, nowMs) => decide(state, question, nowMs, settings),
    rebuild: history =>
      history
        .toSorted((left, right) => left.endedAtMs - right.endedAtMs)
        .slice(-settings.maxHistory)
        .reduce(
          (state, observation) => next(state, { type: 'observed', observation }, observation.endedAtMs),
          EMPTY_ROUTER_STATE,
        ),
  };
}
