import { expect, test } from '@playwright/test';
import { expectGolden, steady } from '../fixtures/golden.ts';
import { ledgerLine, writeLedger } from '../fixtures/ledger-lines.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';

const AT_MS = Date.UTC(2026, 10, 20, 9, 30, 0);
const ESCAPE = String.fromCharCode(27);

function seed(folders: ScratchFolders): void {
  writeLedger(folders, [
    ledgerLine('req_1', AT_MS),
    '{"v":1,"id":"req_cut","at_ms":17952',
    // From before prices, savings and conversations were written down.
    ledgerLine('req_2', AT_MS + 60_000, { cost_usd: undefined, saved_usd: undefined, ttft_ms: undefined }),
    'not json at all',
    ledgerLine('req_3', AT_MS + 86_400_000, {
      asked: 'codex-light',
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

/** What a command says when it succeeds without a running Signalbox, for people and for scripts. */
const COMMANDS: readonly (readonly [
  name: string,
  args: readonly string[],
  exitCode: number,
  keys: readonly string[],
])[] = [
  ['history', ['history', '--limit', '2'], 0, ['records']],
  ['stats', ['stats'], 0, ['all', 'byAlias', 'damagedLines']],
  ['keys-list', ['keys', 'list'], 0, ['isRunning', 'keys']],
  ['policy-show', ['policy', 'show'], 0, ['path', 'values', 'problems']],
  ['policy-check', ['policy', 'check'], 0, ['ok', 'files', 'problems']],
  ['run-dry', ['run', '--dry-run', 'Refactor the parser and add a test'], 0, ['plan']],
  [
    'run-dry-french',
    ['run', '--dry-run', 'Corrige la faille de sécurité du module de paiement'],
    0,
    ['plan'],
  ],
  ['ollama-status', ['ollama', 'status'], 0, ['phase', 'model', 'models']],
  ['probe', ['probe', 'codex-no-openai'], 1, ['aliases']],
  ['codex-status', ['codex', 'status'], 0, []],
];

for (const [name, args, exitCode, keys] of COMMANDS) {
  test(`signalbox ${args.join(' ')}`, async () => {
    await using folders = createScratchFolders();
    seed(folders);
    awayFromOllama(folders);
    const env = withoutPrograms;
    const [human, json] = await Promise.all([
      signalbox(folders, args, { env }),
      signalbox(folders, [...args, '--json'], { env }),
    ]);
    expect(human.exitCode, human.stderr).toBe(exitCode);
    expect(human.stdout).not.toContain(ESCAPE);
    expectGolden(name, steady(human.stdout, folders.root));
    expect(json.exitCode).toBe(exitCode);
    expect(Object.keys(Object(jsonOf(json)))).toEqual(expect.arrayContaining([...keys]));
    expect(json.stderr).toBe('');
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
