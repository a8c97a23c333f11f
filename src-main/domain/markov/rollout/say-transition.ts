import { type Sentence, say } from '../../sentence/sentence.ts';
import type { RolloutStage } from '../adaptive-settings.ts';
import { type BreachEvidence, sayBreach } from './breach-evidence.ts';

/** From where to where, by whom or by what. */
export interface StageChange {
  readonly from: RolloutStage;
  readonly to: RolloutStage;
  readonly cause: 'configured' | 'promoted' | 'rolled-back';
  /** Of a roll-back. */
  readonly evidence?: BreachEvidence | undefined;
}

const STAGE_NAMES: Readonly<Record<RolloutStage, Sentence>> = {
  shadow: say`shadow`,
  canary: say`canary`,
  live: say`live`,
};

/** Why the stage changed; `undefined` where a roll-back came without its numbers. */
export function sayTransition({ from, to, cause, evidence }: StageChange): Sentence | undefined {
  switch (cause) {
    case 'configured':
      return say`The policy asks for ${STAGE_NAMES[to]}.`;
    case 'promoted':
      return say`A person asked for ${STAGE_NAMES[to]}.`;
    case 'rolled-back':
      return evidence && say`Rolled back from ${STAGE_NAMES[from]}: ${sayBreach(evidence)}`;
  }
}
