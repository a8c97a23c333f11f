import { expect, test } from 'vitest';
import { adaptiveRouterSchema } from '../../../contract/adaptive-policy.ts';
import type { RequestRecord } from '../../../contract/request-record.ts';
import { savedRolloutSchema } from '../../../contract/saved-rollout.ts';
import { reviveRollout, saveRollout } from '../../../domain/markov/rollout/saved-rollout.ts';
import { createAdaptiveHost } from './adaptive-host.ts';
import { startAdaptiveFleet } from './testing/adaptive-fleet.ts';

const CANARY = adaptiveRouterSchema.parse({ enabled: true, rollout: 'canary' });
const quiet = () => undefined;

async function liveThrough(requests: number): Promise<readonly RequestRecord[]> {
  await using fleet = await startAdaptiveFleet({ policy: { enabled: true } });
  for (let index = 0; index < requests; index += 1) {
    fleet.weather.a = index >= requests - 5 ? { takesMs: 16_000 } : { takesMs: 900 };
    await fleet.ask(`conversation-${index}`);
  }
  // As it comes back from the log: no undefined members.
  return JSON.parse(JSON.stringify(fleet.router.records));
}

test('a host that reads the log back believes what the one before it believed', async () => {
  const records = await liveThrough(20);
  const nowMs = (records.at(-1)?.at_ms ?? 0) + 20_000;
  const policy = adaptiveRouterSchema.parse({ enabled: true });
  const cold = createAdaptiveHost({ policy, nowMs, onTransition: quiet });
  cold.remember([]);
  expect(cold.snapshot(nowMs).candidates).toEqual({});
  const warm = createAdaptiveHost({ policy, nowMs, onTransition: quiet });
  warm.remember(records);
  const { a } = warm.snapshot(nowMs).candidates;
  expect(a?.observations).toBe(20);
  expect(a?.state).not.toBe('healthy');
  // What ended before the log was read counts too, once.
  const busy = createAdaptiveHost({ policy, nowMs, onTransition: quiet });
  for (const record of records.slice(-3)) busy.requestEnded(record, nowMs);
  busy.remember(records.slice(0, -3));
  expect(busy.snapshot(nowMs).candidates).toEqual(warm.snapshot(nowMs).candidates);
});

test('no more of the log is read back than max_history asks for', async () => {
  const records = await liveThrough(12);
  const nowMs = (records.at(-1)?.at_ms ?? 0) + 20_000;
  const policy = adaptiveRouterSchema.parse({ enabled: true, max_history: 5 });
  const host = createAdaptiveHost({ policy, nowMs, onTransition: quiet });
  host.remember(records);
  expect(host.snapshot(nowMs).candidates.a?.observations).toBe(5);
});

test('a roll-back outlives a restart, until a person asks for the stage again', () => {
  const rolledBack = {
    atMs: 5000,
    from: 'canary' as const,
    to: 'shadow' as const,
    cause: 'rolled-back' as const,
    reason: 'Rolled back from canary: it was slow.',
  };
  const text = JSON.stringify(
    saveRollout({
      stage: 'shadow',
      asked: 'canary',
      sinceMs: 5000,
      samples: [],
      rolledBack,
      transitions: [rolledBack],
    }),
  );
  const saved = savedRolloutSchema.parse(JSON.parse(text));
  const host = createAdaptiveHost({
    policy: CANARY,
    rollout: reviveRollout(saved),
    nowMs: 9000,
    onTransition: quiet,
  });
  host.setPolicy(CANARY, 9001);
  expect(host.snapshot(9002)).toMatchObject({ rollout: 'shadow', rolled_back: { at_ms: 5000 } });
  host.ask('canary', 9003);
  expect(host.snapshot(9004).rollout).toBe('canary');
  expect(host.snapshot(9004).rolled_back).toBeUndefined();
});

test('the policy moves the stage, and every move is told with its cause', () => {
  const told: string[] = [];
  const host = createAdaptiveHost({
    policy: adaptiveRouterSchema.parse({ enabled: true }),
    nowMs: 0,
    onTransition: ({ from, to, cause }) => told.push(`${from} ${to} ${cause}`),
  });
  host.setPolicy(CANARY, 1);
  host.setPolicy(CANARY, 2);
  host.setPolicy(adaptiveRouterSchema.parse({ enabled: true, shadow_mode: false }), 3);
  expect(told).toEqual(['shadow canary configured', 'canary live configured']);
});
