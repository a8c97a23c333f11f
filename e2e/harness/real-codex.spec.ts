import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';

const configure = (codexHome: string, baseUrl: string) =>
  writeFileSync(
    join(codexHome, 'config.toml'),
    `model = "some-model"
model_provider = "here"
approval_policy = "never"
sandbox_mode = "danger-full-access"
[model_providers.here]
name = "Here"
base_url = "${baseUrl}"
request_max_retries = 0
stream_max_retries = 1
`,
  );

test('the real Codex finishes a turn with a tool call at the scripted upstream', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  configure(folders.codexHome, upstream.baseUrl);
  upstream.script(
    { kind: 'call', name: 'exec_command', arguments: { cmd: 'echo from-the-tool' } },
    { kind: 'text', text: 'The tool has spoken.', pace: { everyMs: 5 } },
  );
  const run = await runCodex('Call the tool.', { folders });
  expect(run).toMatchObject({ exitCode: 0, answer: 'The tool has spoken.' });
  const [first, second] = upstream.responses();
  expect(first?.headers['user-agent']).toContain('codex_exec/0.169.0');
  expect(JSON.stringify(second?.json())).toContain('from-the-tool');
});

test('a cut stream is seen by Codex as such, and its retry is answered', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  configure(folders.codexHome, upstream.baseUrl);
  upstream.script(
    { kind: 'text', text: 'This will not', pace: { cutAfter: 5 } },
    { kind: 'text', text: 'Whole.' },
  );
  const run = await runCodex('Say something.', { folders });
  expect(run).toMatchObject({ exitCode: 0, answer: 'Whole.' });
  expect(upstream.responses()).toHaveLength(2);
});
