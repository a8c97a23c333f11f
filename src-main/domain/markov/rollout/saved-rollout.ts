import type { RolloutStage } from '../adaptive-settings.ts';
import type { RolloutState, RolloutTransition } from './rollout.ts';

/** The rollout without its samples, which the log holds. */
export interface SavedRolloutState {
  readonly version: 1;
  readonly stage: RolloutStage;
  readonly asked: RolloutStage;
  readonly sinceMs: number;
  readonly rolledBack?: RolloutTransition | undefined;
  readonly transitions: readonly RolloutTransition[];
}

export function saveRollout({ stage, asked, sinceMs, rolledBack, transitions }: RolloutState) {
  return { version: 1 as const, stage, asked, sinceMs, rolledBack, transitions: [...transitions] };
}

export function reviveRollout(saved: SavedRolloutState): RolloutState {
  const { stage, asked, sinceMs, rolledBack, transitions } = saved;
  return { stage, asked, sinceMs, rolledBack, transitions, samples: [] };
}
