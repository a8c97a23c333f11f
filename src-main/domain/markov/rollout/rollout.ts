import { textOf } from '../../sentence/sentence.ts';
import type { RolloutStage } from '../adaptive-settings.ts';
import { findBreach } from './breach.ts';
import { type StageChange, sayTransition } from './say-transition.ts';
import type { TurnSample } from './turn-sample.ts';

export interface RolloutTransition extends StageChange {
  readonly atMs: number;
  /** Why, in words. */
  readonly reason: string;
}

export interface RolloutState {
  /** Stage in force; may be below what the policy asks for after a roll-back. */
  readonly stage: RolloutStage;
  /** Stage the policy asks for. */
  readonly asked: RolloutStage;
  readonly sinceMs: number;
  /** The newest requests of both sides, in the order they ended. */
  readonly samples: readonly TurnSample[];
  /** Set by a roll-back, until a person asks for a stage again. */
  readonly rolledBack: RolloutTransition | undefined;
  readonly transitions: readonly RolloutTransition[];
}

export type RolloutEvent =
  /** The policy was read or changed. */
  | { readonly type: 'configured'; readonly rollout: RolloutStage }
  /** A person moves the stage. */
  | { readonly type: 'promoted'; readonly to: RolloutStage }
  | { readonly type: 'ended'; readonly sample: TurnSample };

const KEPT_SAMPLES = 400;
const KEPT_TRANSITIONS = 50;

export function createRollout(asked: RolloutStage, nowMs: number): RolloutState {
  return { stage: asked, asked, sinceMs: nowMs, samples: [], rolledBack: undefined, transitions: [] };
}

function move(state: RolloutState, change: Omit<RolloutTransition, 'reason'>): RolloutState {
  const transition = { ...change, reason: textOf(sayTransition(change) ?? '') };
  const isRollBack = transition.cause === 'rolled-back';
  return {
    ...state,
    stage: transition.to,
    sinceMs: transition.atMs,
    // The others' requests stay as the yardstick of the next stage; adaptive ones of an earlier stage do not count.
    samples: state.samples.filter(one => !one.treated),
    rolledBack: isRollBack ? transition : undefined,
    transitions: [...state.transitions, transition].slice(-KEPT_TRANSITIONS),
  };
}

/**
 * The rollout one fact later. A breach in canary or live rolls back to shadow at once and stays there until a
 * person asks again: reading the same policy once more does not undo it.
 */
export function nextRollout(state: RolloutState, event: RolloutEvent, nowMs: number): RolloutState {
  switch (event.type) {
    case 'configured': {
      if (event.rollout === state.asked) return state;
      const asked = { ...state, asked: event.rollout };
      if (event.rollout === state.stage) return { ...asked, rolledBack: undefined };
      return move(asked, {
        atMs: nowMs,
        from: state.stage,
        to: event.rollout,
        cause: 'configured',
      });
    }
    case 'promoted': {
      if (event.to === state.stage) return state;
      return move(
        { ...state, asked: event.to },
        { atMs: nowMs, from: state.stage, to: event.to, cause: 'promoted' },
      );
    }
    case 'ended': {
      // One side's flood must not push the other's requests out of the window.
      let sameSide = 0;
      for (const one of state.samples) if (one.treated === event.sample.treated) sameSide += 1;
      const samples = [...state.samples, event.sample];
      if (sameSide >= KEPT_SAMPLES) {
        samples.splice(
          samples.findIndex(one => one.treated === event.sample.treated),
          1,
        );
      }
      const next = { ...state, samples };
      if (state.stage === 'shadow' || !event.sample.treated) return next;
      const evidence = findBreach(samples);
      if (evidence === undefined) return next;
      return move(next, {
        atMs: nowMs,
        from: state.stage,
        to: 'shadow',
        cause: 'rolled-back',
        evidence,
      });
    }
  }
}
