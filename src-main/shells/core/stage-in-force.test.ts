import { expect, test } from 'vitest';
import { adaptiveRouterSchema } from '../../contract/adaptive-policy.ts';
import type { SavedRollout } from '../../contract/saved-rollout.ts';
import { stageInForce } from './stage-in-force.ts';

const CANARY = adaptiveRouterSchema.parse({ enabled: true, rollout: 'canary' });
const LIVE = adaptiveRouterSchema.parse({ enabled: true, rollout: 'live' });
const BACK = {
  atMs: 5000,
  from: 'canary',
  to: 'shadow',
  cause: 'rolled-back',
  reason: 'It was slow.',
} as const;
const ROLLED_BACK: SavedRollout = {
  version: 1,
  stage: 'shadow',
  asked: 'canary',
  sinceMs: 5000,
  rolledBack: BACK,
  transitions: [BACK],
};

test.each([
  ['nothing was ever kept: the policy decides', CANARY, undefined, 'canary', undefined],
  ['rolled back from what the policy still asks for: shadow', CANARY, ROLLED_BACK, 'shadow', 'canary'],
  ['the policy was changed by hand since: that holds', LIVE, ROLLED_BACK, 'live', undefined],
])('%s', (_, policy, saved, rollout, from) => {
  const stage = stageInForce(policy, saved, 9000);
  expect(stage.rollout).toBe(rollout);
  expect(stage.rolled_back?.from).toBe(from);
});
