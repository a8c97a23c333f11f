import { join } from 'node:path';
import type { AdaptiveRouterPolicy } from '../../contract/adaptive-policy.ts';
import { readSavedRollout, type StageInForce, stageInForce } from '../core/stage-in-force.ts';
import type { Surroundings } from './surroundings.ts';

/** `state/adaptive.json` */
export function adaptiveStatePath(at: Surroundings): string {
  return join(at.userDataFolder, 'state', 'adaptive.json');
}

/** The stage of the adaptive router in force, from the policy and the router's own file. */
export async function readStage(policy: AdaptiveRouterPolicy, at: Surroundings): Promise<StageInForce> {
  return stageInForce(policy, await readSavedRollout(adaptiveStatePath(at)), Date.now());
}
