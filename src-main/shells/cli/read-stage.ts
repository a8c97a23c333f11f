import type { AdaptiveRouterPolicy } from '../../contract/adaptive-policy.ts';
import {
  adaptiveStatePath,
  readSavedRollout,
  type StageInForce,
  stageInForce,
} from '../core/stage-in-force.ts';
import type { Surroundings } from './surroundings.ts';

/** The stage of the adaptive router in force, from the policy and the router's own file. */
export async function readStage(policy: AdaptiveRouterPolicy, at: Surroundings): Promise<StageInForce> {
  return stageInForce(policy, await readSavedRollout(adaptiveStatePath(at.userDataFolder)), Date.now());
}
