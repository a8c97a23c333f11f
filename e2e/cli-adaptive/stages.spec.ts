import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';
import { after, BAD, serveTwoHosts, type TwoHosts } from './two-hosts.ts';

const statusSchema = z.object({
  adaptive: z.object({
    enabled: z.boolean(),
    rollout: z.string(),
    rolled_back: z.object({ from: z.string(), reason: z.string() }).optional(),
  }),
});

async function adaptiveNow(folders: ScratchFolders) {
  const { stdout } = await signalbox(folders, ['status', '--json']);
  return statusSchema.parse(JSON.parse(stdout)).adaptive;
}

test('the stage is set and the report read without a running program', async () => {
  await using folders = createScratchFolders();
  const shadow = await signalbox(folders, ['adaptive', 'shadow']);
  expect(shadow).toMatchObject({ exitCode: 0, stderr: '' });
  expect(shadow.stdout).toContain('looks on and changes nothing');
  const policy = () => readFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'utf8');
  for (const line of ['enabled: true', 'shadow_mode: true', 'rollout: shadow']) {
    expect(policy()).toContain(line);
  }
  expect(policy()).toContain('#');

  const report = await signalbox(folders, ['adaptive', 'report']);
  expect(report.exitCode).toBe(0);
  expect(report.stdout).toContain('Adaptive routing: shadow');
  expect(report.stdout).toContain('Promotion gate: shut');
  const off = await signalbox(folders, ['adaptive', 'off', '--json']);
  expect(JSON.parse(off.stdout)).toEqual({ rollout: 'off', running: false });
  expect(policy()).toContain('enabled: false');
});

/** The same traffic for everybody: `a` fails for a while and comes back. */
async function sendScript(hosts: TwoHosts): Promise<void> {
  for (let index = 0; index < 4; index += 1) await hosts.ask('b', 'named');
  for (let index = 0; index < 30; index += 1) {
    const isIll = index >= 8 && index < 11;
    hosts.a.otherwise(() =>
      isIll
        ? { kind: 'status', status: 500, body: { error: { message: 'down' } } }
        : { kind: 'text', text: 'OK.' },
    );
    expect(await hosts.ask('both', `conversation-${index % 5}`)).toBe(200);
  }
}

async function dispatchesWith(adaptive: object) {
  await using folders = createScratchFolders();
  await using hosts = await serveTwoHosts(folders, adaptive);
  await sendScript(hosts);
  const records = (await hosts.logged(34)).slice(4);
  return records.map(({ id, adaptive_router: block, ...dispatch }) => ({ block, dispatch }));
}

test('through the router process, shadow on or off, every dispatch is the same', async () => {
  const shadow = await dispatchesWith(BAD);
  const off = await dispatchesWith({ ...BAD, enabled: false });
  expect(shadow.map(one => one.dispatch)).toEqual(off.map(one => one.dispatch));
  expect(shadow.filter(one => one.dispatch.chosen === 'b').length).toBeGreaterThan(2);
  expect(shadow.every(one => one.block?.enabled && !one.block.applied)).toBe(true);
  expect(shadow.some(one => one.block?.would_switch)).toBe(true);
  expect(off.every(one => one.block?.enabled === false)).toBe(true);
});

test('a bad canary rolls back by itself within 30 requests, says why, and stays back over a restart', async () => {
  await using folders = createScratchFolders();
  await using hosts = await serveTwoHosts(folders, BAD);
  for (let index = 0; index < 4; index += 1) await hosts.ask('b', 'named');
  for (let index = 0; index < 25; index += 1) await hosts.ask('both', `before-${index}`);
  hosts.b.otherwise(after(300));
  expect((await signalbox(folders, ['adaptive', 'canary'])).exitCode).toBe(0);
  await expect.poll(async () => (await adaptiveNow(folders)).rollout).toBe('canary');
  for (let index = 0; index < 30; index += 1) await hosts.ask('both', `canary-${index}`);

  const now = await waitFor('the roll-back', async () => {
    const adaptive = await adaptiveNow(folders);
    return adaptive.rolled_back === undefined ? undefined : adaptive;
  });
  expect(now).toMatchObject({ enabled: true, rollout: 'shadow', rolled_back: { from: 'canary' } });
  expect(now.rolled_back?.reason).toMatch(/Typical (total latency|TTFT) of the last \d+ adaptive requests/);
  const records = await hosts.logged(59);
  const canary = records.filter(one => one.adaptive_router?.rollout === 'canary');
  expect(canary.length).toBeLessThanOrEqual(30);
  expect(canary.some(one => one.cause === 'adaptive' && one.chosen === 'b')).toBe(true);

  const report = await signalbox(folders, ['adaptive', 'report']);
  expect(report.stdout).toContain('canary -> shadow: Rolled back from canary');
  expect(report.stdout).toContain('look at the reason above');
  // The file keeps what the person wrote; every view says what is in force.
  const policy = () => readFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'utf8');
  expect(policy()).toContain('rollout: canary');
  for (const command of [['adaptive', 'status'], ['status'], ['policy', 'show']]) {
    const { stdout } = await signalbox(folders, command);
    expect(stdout).toContain('shadow, rolled back from canary at ');
    expect(stdout).toContain('Again: signalbox adaptive canary');
  }
  const log = readFileSync(join(folders.signalboxHome, 'logs', 'signalbox.jsonl'), 'utf8');
  expect(log).toMatch(/"adaptive-rollout"[^\n]*"evidence":\{/);

  await hosts.restart();
  await expect.poll(async () => (await adaptiveNow(folders)).rolled_back?.from).toBe('canary');
  await hosts.ask('both', 'after');
  const last = (await hosts.logged(60)).at(-1);
  expect(last).toMatchObject({ chosen: 'a', adaptive_router: { rollout: 'shadow', applied: false } });
  // The log was read back: the model did not begin cold.
  expect(last?.adaptive_router?.health.a?.observations).toBeGreaterThan(20);

  // Asked for again by a person, it is in force again, and nothing speaks of the roll-back any more.
  expect((await signalbox(folders, ['adaptive', 'canary'])).exitCode).toBe(0);
  await expect.poll(async () => (await adaptiveNow(folders)).rollout).toBe('canary');
  expect((await signalbox(folders, ['adaptive', 'status'])).stdout).toMatch(
    /^canary \(50 % of conversations\)$/m,
  );
});

test('without a running program too, a roll-back is in every view until a stage is asked for again', async () => {
  await using folders = createScratchFolders();
  await signalbox(folders, ['adaptive', 'canary']);
  mkdirSync(join(folders.signalboxHome, 'state'), { recursive: true, mode: 0o700 });
  const back = { atMs: 5000, from: 'canary', to: 'shadow', cause: 'rolled-back', reason: 'It was slow.' };
  writeFileSync(
    join(folders.signalboxHome, 'state', 'adaptive.json'),
    JSON.stringify({
      version: 1,
      stage: 'shadow',
      asked: 'canary',
      sinceMs: 5000,
      rolledBack: back,
      transitions: [back],
    }),
  );
  const status = async () => (await signalbox(folders, ['adaptive', 'status', '--json'])).stdout;
  const rolledBack = { enabled: true, rollout: 'shadow', asked: 'canary', rolled_back: { from: 'canary' } };
  expect(JSON.parse(await status())).toMatchObject(rolledBack);
  const shown = await signalbox(folders, ['policy', 'show']);
  expect(shown.stdout).toContain('in force is shadow, rolled back from canary');
  await signalbox(folders, ['adaptive', 'canary']);
  expect(JSON.parse(await status())).toEqual({
    enabled: true,
    rollout: 'canary',
    canary_fraction: 0.1,
    asked: 'canary',
  });
});
