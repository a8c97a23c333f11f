import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { realCodex } from '../fixtures/real-codex.ts';
import { type ResponsesUpstream, startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { upstreamModel, writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';

const KEY = 'sk-of-the-test-0123456789';
const planned = z.object({
  plan: z.object({
    model: z.string(),
    fallbackOrder: z.array(z.string()),
    candidates: z.array(z.object({ deployment: z.string(), place: z.number().optional() })),
  }),
});
const reported = planned.extend({
  attempts: z.array(z.object({ provider: z.string(), exitCode: z.number().optional() })),
  isDone: z.boolean(),
  answer: z.string(),
});

/** The person's own Codex configuration: `standard` goes to a provider of theirs. */
function configurePlainCodex(folders: ScratchFolders, plain: ResponsesUpstream): void {
  writeFileSync(
    join(folders.codexHome, 'config.toml'),
    `model = "their-own"
model_provider = "theirs"
[model_providers.theirs]
name = "Theirs"
base_url = "${plain.baseUrl}"
request_max_retries = 0
stream_max_retries = 0
`,
  );
}

async function environment(): Promise<Record<string, string>> {
  const codex = await realCodex();
  return {
    SIGNALBOX_CODEX: codex,
    PATH: `${dirname(codex)}${delimiter}${process.env.PATH ?? ''}`,
    NO_PROXY: '127.0.0.1,localhost',
  };
}

const ARGS = ['--codex-arg=--skip-git-repo-check', 'Fix the typo in README.md'];

test('Codex fails through the router and the next of the order does the task, as the dry run said', async () => {
  await using folders = createScratchFolders();
  await using routed = await startResponsesUpstream();
  await using plain = await startResponsesUpstream();
  routed.otherwise(() => ({
    kind: 'status',
    status: 400,
    body: { error: { message: 'This model is not for you.', type: 'invalid_request_error', code: 'nope' } },
  }));
  plain.otherwise(() => ({ kind: 'text', text: 'Mended the typo.' }));
  writeRouterYaml(folders, { openaiUrl: routed.baseUrl });
  configurePlainCodex(folders, plain);
  const env = await environment();
  await using serving = await startServing(folders, { env: { ...env, OPENAI_API_KEY: KEY } });
  expect(serving.port).toBeGreaterThan(0);

  const dry = await signalbox(folders, ['run', '--dry-run', '--json', ...ARGS], { env });
  const { plan } = planned.parse(jsonOf(dry));
  expect(plan).toMatchObject({
    model: 'codex-light',
    fallbackOrder: ['litellm', 'standard'],
    candidates: [{ deployment: 'openai-default', place: 1 }],
  });
  expect(routed.responses()).toHaveLength(0);
  expect(plain.responses()).toHaveLength(0);

  const run = await signalbox(folders, ['run', '--json', ...ARGS], { env });
  expect(run.exitCode, run.stderr).toBe(0);
  const report = reported.parse(jsonOf(run));
  expect(report.attempts.map(({ provider }) => provider)).toEqual(plan.fallbackOrder);
  expect(report.attempts.map(({ exitCode }) => exitCode === 0)).toEqual([false, true]);
  expect(report.answer).toContain('Mended the typo.');
  expect(routed.responses()[0]?.json()).toMatchObject({ model: upstreamModel });
  expect(plain.responses()[0]?.json()).toMatchObject({ model: 'their-own' });
  expect(JSON.stringify(plain.responses()[0]?.json())).toContain('Fix the typo in README.md');
  expect(`${run.stdout}${run.stderr}`).not.toContain(KEY);
});

test('the first provider that succeeds is the last one tried, and its answer is the output', async () => {
  await using folders = createScratchFolders();
  await using routed = await startResponsesUpstream();
  await using plain = await startResponsesUpstream();
  routed.otherwise(() => ({ kind: 'text', text: 'Routed and done.' }));
  writeRouterYaml(folders, { openaiUrl: routed.baseUrl });
  configurePlainCodex(folders, plain);
  const env = await environment();
  await using serving = await startServing(folders, { env: { ...env, OPENAI_API_KEY: KEY } });
  const run = await signalbox(folders, ['run', ...ARGS], { env });
  expect(run.exitCode, run.stderr).toBe(0);
  expect(run.stdout).toContain('Routed and done.');
  expect(run.stderr).toContain('codex-light: simple task (cue "typo")');
  expect(serving.port).toBeGreaterThan(0);
  expect(plain.responses()).toHaveLength(0);
});

test('without a running Signalbox plain Codex does the task, and only it when OpenAI may be asked', async () => {
  await using folders = createScratchFolders();
  await using plain = await startResponsesUpstream();
  plain.otherwise(() => ({ kind: 'text', text: 'Plain and done.' }));
  configurePlainCodex(folders, plain);
  const env = await environment();
  const run = await signalbox(folders, ['run', '--codex-provider', 'standard', '--json', ...ARGS], { env });
  expect(run.exitCode, run.stderr).toBe(0);
  expect(reported.parse(jsonOf(run)).attempts).toMatchObject([{ provider: 'standard', exitCode: 0 }]);

  const avoiding = { ...env, CODEX_ROUTER_OPENAI_MODE: 'avoid' };
  const refused = await signalbox(folders, ['run', '--json', ...ARGS], { env: avoiding });
  expect(refused.exitCode).toBe(1);
  expect(jsonOf(refused)).toMatchObject({ error: { code: 'no_provider_ready' } });
  expect(plain.responses()).toHaveLength(1);
});

test('when every provider fails, run says so with each of them and ends with 1', async () => {
  await using folders = createScratchFolders();
  await using plain = await startResponsesUpstream();
  plain.otherwise(() => ({ kind: 'status', status: 400, body: { error: { message: 'no', type: 'x' } } }));
  configurePlainCodex(folders, plain);
  const run = await signalbox(folders, ['run', ...ARGS], { env: await environment() });
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain('standard: Codex ended with code 1');
  expect(run.stderr).toContain('Codex did not finish with any provider.');
});
