import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { runCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { GEMINI_TEST_KEY, startGeminiUpstream } from '../fixtures/upstreams/gemini-upstream.ts';
import { waitFor } from '../fixtures/wait-for.ts';

/** As long as the second request of the turn needs on a slow machine, and no longer than a test may wait. */
const RETRY_AFTER_S = 5;

function writeRouter(folders: ScratchFolders, openaiUrl: string, geminiUrl: string): void {
  const price = { input_usd_per_mtok: 1, cached_input_usd_per_mtok: 0.1, output_usd_per_mtok: 4 };
  mkdirSync(folders.signalboxHome, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(folders.signalboxHome, 'router.yaml'),
    stringify({
      listen: { port: 0 },
      providers: {
        openai: { wire_api: 'responses', base_url: openaiUrl, key_env: 'OPENAI_API_KEY' },
        gemini: { wire_api: 'gemini', base_url: geminiUrl, key_env: 'GEMINI_API_KEY' },
      },
      deployments: {
        'openai-default': { provider: 'openai', model: 'gpt-of-the-test', context_tokens: 400_000, ...price },
        'gemini-flash-direct': {
          provider: 'gemini',
          model: 'gemini-3.8-flash',
          context_tokens: 400_000,
          ...price,
        },
      },
      aliases: { 'codex-default': { candidates: ['openai-default', 'gemini-flash-direct'] } },
    }),
  );
}

/** A Codex whose own configuration names the router. */
function configureCodex(folders: ScratchFolders, port: number, token: string): void {
  writeFileSync(
    join(folders.codexHome, 'config.toml'),
    `model = "codex-default"
model_provider = "router"
approval_policy = "never"
sandbox_mode = "danger-full-access"
[model_providers.router]
name = "Router"
base_url = "http://127.0.0.1:${port}/v1"
experimental_bearer_token = "${token}"
`,
  );
}

interface LoggedRequest {
  readonly id: string;
  readonly chosen: string;
  readonly reason: string;
  readonly cause: string;
  readonly conversation_id: string;
  readonly attempts: readonly { readonly deployment: string; readonly status: number }[];
}

function readLog(folders: ScratchFolders): LoggedRequest[] {
  const text = readFileSync(join(folders.codexHome, 'logs/cost_router.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
}

test('the quota runs out inside a turn: Codex goes on with Gemini, and comes back when the limit ends', async () => {
  await using folders = createScratchFolders();
  await using openai = await startResponsesUpstream();
  await using gemini = await startGeminiUpstream();
  writeRouter(folders, openai.baseUrl, gemini.baseUrl);
  await using serving = await startServing(folders, {
    env: {
      OPENAI_API_KEY: 'sk-of-a-person',
      GEMINI_API_KEY: GEMINI_TEST_KEY,
    },
  });
  const token = (await signalbox(folders, ['token'])).stdout.trim();
  configureCodex(folders, serving.port, token);

  openai.script(
    { kind: 'call', name: 'exec_command', arguments: { cmd: 'echo from-the-tool' } },
    {
      kind: 'status',
      status: 429,
      body: { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } },
      headers: { 'retry-after': String(RETRY_AFTER_S) },
    },
  );
  openai.otherwise(() => ({ kind: 'text', text: 'OpenAI is back.' }));
  gemini.queue({ parts: [{ text: 'Gemini goes on.' }] });

  const first = await runCodex('Call the tool.', { folders });
  expect(first).toMatchObject({ exitCode: 0, answer: 'Gemini goes on.' });
  expect(gemini.refusals).toEqual([]);
  // The history went along: what the tool said before the change of model.
  expect(JSON.stringify(gemini.accepted[0])).toContain('from-the-tool');

  await waitFor('the limit to end', async () => {
    const answer = await fetch(`http://127.0.0.1:${serving.port}/dispatch/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const metrics = (await answer.json()) as { deployments: Record<string, { hard_limited: boolean }> };
    return metrics.deployments['openai-default']?.hard_limited === false ? true : undefined;
  });
  const second = await runCodex('And again.', { folders, args: ['resume', '--last'] });
  expect(second).toMatchObject({ exitCode: 0, answer: 'OpenAI is back.' });

  const log = await waitFor('three records', () => {
    const records = readLog(folders);
    return records.length >= 3 ? records : undefined;
  });
  expect(log.map(({ chosen }) => chosen)).toEqual([
    'openai-default',
    'gemini-flash-direct',
    'openai-default',
  ]);
  expect(new Set(log.map(({ conversation_id }) => conversation_id)).size).toBe(1);
  expect(log[1]).toMatchObject({
    cause: 'same-turn',
    attempts: [{ deployment: 'openai-default', status: 429 }, { deployment: 'gemini-flash-direct' }],
    reason: expect.stringContaining('openai-default failed (rate_limited), then gemini-flash-direct'),
  });
  expect(log[2]).toMatchObject({
    cause: 'moved',
    reason: expect.stringMatching(
      /openai-default: moving pays \(from gemini-flash-direct: price \$.+, gain \$/,
    ),
  });
});
