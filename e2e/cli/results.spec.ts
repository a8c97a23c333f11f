import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ledgerLine, writeLedger } from '../fixtures/ledger-lines.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';
import { expectBoth } from './table/expect-both.ts';
import { ALONE } from './table/rows.ts';

const AT_MS = Date.UTC(2026, 10, 20, 9, 30, 0);

function seed(folders: ScratchFolders): void {
  writeLedger(folders, [
    ledgerLine('req_1', AT_MS),
    '{"v":1,"id":"req_cut","at_ms":17952',
    // From before prices, savings and conversations were written down.
    ledgerLine('req_2', AT_MS + 60_000, { cost_usd: undefined, saved_usd: undefined, ttft_ms: undefined }),
    'not json at all',
    ledgerLine('req_3', AT_MS + 86_400_000, {
      asked: 'codex-light',
      reason: 'codex-light (title) -> nobody: no candidate may be used; out: \u001b[31mmine: no key',
      kind: 'title',
      status: 503,
      error_code: 'no_deployment',
      chosen: undefined,
      tokens: undefined,
      cost_usd: undefined,
      saved_usd: undefined,
    }),
  ]);
}

for (const row of ALONE) {
  test(`signalbox ${row.args.join(' ')}`, async () => {
    await using folders = createScratchFolders();
    seed(folders);
    awayFromOllama(folders);
    await expectBoth(folders, row, withoutPrograms);
  });
}

test('an empty or missing log is no mistake', async () => {
  await using folders = createScratchFolders();
  expect((await signalbox(folders, ['history'])).stdout).toBe('No request has been logged yet.\n');
  expect(jsonOf(await signalbox(folders, ['stats', '--json']))).toMatchObject({
    all: { requests: 0 },
    damagedLines: 0,
  });
});

test('the sums count whole records once, and say how many lines were damaged', async () => {
  await using folders = createScratchFolders();
  seed(folders);
  expect(jsonOf(await signalbox(folders, ['stats', '--json']))).toMatchObject({
    all: { requests: 3, failed: 1, costUsd: 0.0123, unpricedRequests: 1, inputTokens: 2400 },
    byDay: { '2026-11-20': { requests: 2 }, '2026-11-21': { requests: 1 } },
    byKind: { turn: { requests: 2 }, title: { requests: 1 } },
    damagedLines: 2,
  });
});

test('records from before they had a version count, and are listed', async () => {
  await using folders = createScratchFolders();
  writeLedger(folders, [
    JSON.stringify({
      id: 'req_old',
      at_ms: AT_MS - 86_400_000,
      asked: 'codex-light',
      status: 200,
      total_ms: 800,
      cost_usd: 0.5,
      tokens: { input: 10, output: 2 },
    }),
    ledgerLine('req_new', AT_MS),
    JSON.stringify({ id: 'req_without_time', asked: 'codex-light', status: 200 }),
  ]);
  expect(jsonOf(await signalbox(folders, ['stats', '--json']))).toMatchObject({
    all: { requests: 2, costUsd: 0.5123, inputTokens: 1200 },
    damagedLines: 1,
  });
  const { records } = Object(jsonOf(await signalbox(folders, ['history', '--json'])));
  expect(records.map(({ id }: { id: string }) => id)).toEqual(['req_new', 'req_old']);
});

test('a run keeps to the budget and to the limits of its flags, and says what that leaves out', async () => {
  await using folders = createScratchFolders();
  awayFromOllama(folders);
  await signalbox(folders, ['policy', 'check']);
  const file = join(folders.signalboxHome, 'codex-routing-policy.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('\nmax_cost_usd: 0.0', '\nmax_cost_usd: 0.001'));
  const env = {
    ...withoutPrograms,
    PATH: process.env.PATH ?? '',
    SIGNALBOX_CODEX: await realCodex(),
    OPENAI_API_KEY: 'sk-of-the-test-0123',
    GEMINI_API_KEY: 'of-the-test-0123',
  };
  const planOf = async (...flags: string[]) => {
    const args = ['run', '--dry-run', '--json', ...flags, 'Fix the typo'];
    return Object(jsonOf(await signalbox(folders, args, { env }))).plan;
  };
  expect(await planOf()).toMatchObject({
    model: 'codex-light',
    candidates: [
      { deployment: 'openai-light', costUsd: expect.any(Number) },
      { deployment: 'gemini-flash-direct', limit: 'over budget' },
      { deployment: 'codex-qwen-local', limit: 'not running' },
    ],
    // What the router does not see, no budget can hold.
    providers: [{ provider: 'litellm' }, { provider: 'standard', skipped: expect.stringContaining('limit') }],
  });
  expect((await planOf('--max-output-tokens', '100')).candidates[1]).toMatchObject({ place: 2 });
  expect(await planOf('--force-model', 'gemini-pro-direct')).toMatchObject({
    model: 'gemini-pro-direct',
    candidates: [{ deployment: 'gemini-pro-direct', limit: 'over budget' }],
  });
});

test('the environment wins over the file, and policy show says so', async () => {
  await using folders = createScratchFolders();
  const shown = await signalbox(folders, ['policy', 'show', '--json'], {
    env: { CODEX_ROUTER_OPENAI_MODE: 'avoid', CODEX_ROUTER_PROVIDER: 'gemini' },
  });
  const { values } = Object(jsonOf(shown));
  expect(values).toEqual(
    expect.arrayContaining([
      { key: 'avoid_openai', value: true, source: 'environment', envName: 'CODEX_ROUTER_OPENAI_MODE' },
      { key: 'default_provider', value: 'gemini', source: 'environment', envName: 'CODEX_ROUTER_PROVIDER' },
    ]),
  );
  const flag = await signalbox(folders, ['run', '--dry-run', '--json', '--provider', 'ollama', 'x'], {
    env: { CODEX_ROUTER_PROVIDER: 'gemini' },
  });
  expect(jsonOf(flag)).toMatchObject({ plan: { model: 'codex-qwen-local' } });
});
