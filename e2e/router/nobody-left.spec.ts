import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { realCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';

test('Codex shows why nobody can answer, and does not try again', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  // No key anywhere: the only candidate of every alias is out until the person gives one.
  const env = { SIGNALBOX_CODEX: await realCodex() };
  await using served = await startServing(folders, { env });
  const words = ['exec', '--skip-git-repo-check', 'Say something.'].flatMap(word => ['-a', word]);
  const launched = await signalbox(folders, ['launch', '--here', folders.project, ...words], { env });
  expect(launched.exitCode).not.toBe(0);
  expect(launched.stderr + launched.stdout).toContain('openai-default: no key');
  expect(await served.end()).toBe(0);
  const lines = readFileSync(join(folders.codexHome, 'logs', 'cost_router.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const turns = lines.map(line => JSON.parse(line)).filter(({ kind }) => kind === 'turn');
  expect(turns).toMatchObject([{ status: 400, error_code: 'key_missing', attempts: [] }]);
  expect(upstream.responses()).toHaveLength(0);
});
