import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adaptiveRouterSchema } from '../../../contract/adaptive-policy.ts';
import type { PlannedProvider } from '../../../domain/task/run/order-providers.ts';
import { adviseOrder } from './advise-order.ts';
import { recallRuns, rememberRuns } from './run-memory.ts';

const PROVIDERS: readonly PlannedProvider[] = [
  { provider: 'litellm' },
  {
    provider: 'huggingface',
    skipped:
      'there is no Hugging Face key in the key chain (`signalbox keys set huggingface --remember` puts it there)',
  },
  { provider: 'standard' },
];
const live = adaptiveRouterSchema.parse({ enabled: true, rollout: 'live' });
const NOW_MS = 1_800_000_000_000;
const failed = { provider: 'litellm', exitCode: 1, durationMs: 900 } as const;
const done = { provider: 'standard', exitCode: 0, durationMs: 900 } as const;

let folder: string;
let memory: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-runs-'));
  memory = join(folder, 'codex-runs.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function afterFailures(minutesAgo = 1) {
  for (let run = 0; run < 4; run += 1) {
    await rememberRuns(memory, [failed, done], NOW_MS - minutesAgo * 60_000 + run * 5000, 200);
  }
  return recallRuns(memory);
}
const namesOf = (providers: readonly PlannedProvider[]) => providers.map(({ provider }) => provider);

describe('the order in which Codex is run', () => {
  test('is the policy’s while nothing is known', () => {
    const { providers, record } = adviseOrder(PROVIDERS, false, [], live, NOW_MS);
    expect(providers).toEqual(PROVIDERS);
    expect(record).toMatchObject({ baseline_provider: 'litellm', applied: false });
  });

  test('leaves a way that failed again and again, and never begins with one that is passed over', async () => {
    const { providers, record } = adviseOrder(PROVIDERS, false, await afterFailures(), live, NOW_MS);
    expect(namesOf(providers)).toEqual(['standard', 'litellm', 'huggingface']);
    expect(record).toMatchObject({ suggested_provider: 'standard', applied: true });
  });

  test.each([
    ['in shadow', { enabled: true }, false, { would_switch: true, applied: false }],
    ['in the canary', { enabled: true, rollout: 'canary' }, false, { would_switch: true, applied: false }],
    ['switched off', {}, false, { enabled: false, applied: false }],
    ['asked for by name', { enabled: true, rollout: 'live' }, true, { applied: false }],
  ])('is left alone %s', async (_, policy, isAsked, expected) => {
    const parsed = adaptiveRouterSchema.parse(policy);
    const { providers, record } = adviseOrder(PROVIDERS, isAsked, await afterFailures(), parsed, NOW_MS);
    expect(providers).toEqual(PROVIDERS);
    expect(record).toMatchObject(expected);
  });

  test('is the policy’s again when the failures are an hour old', async () => {
    const { record } = adviseOrder(PROVIDERS, false, await afterFailures(60), live, NOW_MS);
    expect(record?.applied).toBe(false);
  });
});

test('no more runs are remembered than asked for, and a damaged memory is none', async () => {
  for (let run = 0; run < 5; run += 1) await rememberRuns(memory, [failed], NOW_MS + run, 3);
  expect((await recallRuns(memory)).map(one => one.endedAtMs - NOW_MS)).toEqual([2, 3, 4]);
  await writeFile(memory, '{"version":1,"ru');
  expect(await recallRuns(memory)).toEqual([]);
});
