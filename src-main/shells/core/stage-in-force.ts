import { join } from 'node:path';
import type { AdaptiveRouterPolicy } from '../../contract/adaptive-policy.ts';
import { toRollBack } from '../../contract/adaptive-record.ts';
import type { AdaptiveSnapshot } from '../../contract/adaptive-report.ts';
import { type SavedRollout, savedRolloutSchema } from '../../contract/saved-rollout.ts';
import { createRollout, nextRollout } from '../../domain/markov/rollout/rollout.ts';
import { reviveRollout } from '../../domain/markov/rollout/saved-rollout.ts';
import { readJsonFile } from '../../services/host/read-json-file.ts';

export type StageInForce = Omit<AdaptiveSnapshot, 'candidates'>;

/**
 * The stage a router started now would be in: what the policy asks for, unless it rolled back from there. The policy
 * file keeps what the person wrote; every view shows this.
 */
export function stageInForce(
  policy: AdaptiveRouterPolicy,
  saved: SavedRollout | undefined,
  nowMs: number,
): StageInForce {
  const before = saved === undefined ? createRollout(policy.rollout, nowMs) : reviveRollout(saved);
  const { stage, rolledBack } = nextRollout(before, { type: 'configured', rollout: policy.rollout }, nowMs);
  return {
    enabled: policy.enabled,
    rollout: stage,
    canary_fraction: policy.canary_fraction,
    ...(rolledBack === undefined ? {} : { rolled_back: toRollBack(rolledBack) }),
  };
}

/** Where the router keeps what the adaptive router has learned. */
export function adaptiveStatePath(userDataFolder: string): string {
  return join(userDataFolder, 'state', 'adaptive.json');
}

/** @param path `state/adaptive.json`; undefined where there is none, or a damaged one */
export function readSavedRollout(path: string): Promise<SavedRollout | undefined> {
  return readJsonFile(path, savedRolloutSchema);
}
