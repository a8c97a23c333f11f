import type { StageInForce } from '../core/stage-in-force.ts';
import { dateTime } from './output/figures.ts';

/** The stage in force in words; after a roll-back also from where, when, why, and how it is asked for again. */
export function describeStage(stage: StageInForce): readonly string[] {
  if (!stage.enabled) return ['off'];
  const share =
    stage.rollout === 'canary' ? ` (${(100 * stage.canary_fraction).toFixed(0)} % of conversations)` : '';
  const { rolled_back: rolledBack } = stage;
  if (rolledBack === undefined) return [`${stage.rollout}${share}`];
  const { at_ms, from, reason } = rolledBack;
  return [
    `${stage.rollout}, rolled back from ${from} at ${dateTime(at_ms)}`,
    reason,
    `It stays so, over a restart too; the policy file keeps asking for ${from}. Again: signalbox adaptive ${from}`,
  ];
}
