import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { configureCodex } from './routed-codex.ts';

test.describe.configure({ timeout: 120_000 });

for (const dialect of ['chat', 'anthropic', 'gemini'] as const) {
  test(`a Codex that leaves compaction to its provider works through ${dialect}, and OpenAI can go on`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using openAi = await startStandIn('responses');
    await using router = await routeTo([upstream, openAi]);
    configureCodex(folders, router, `to-${dialect}`);
    appendFileSync(join(folders.codexHome, 'config.toml'), 'capabilities = { remote_compaction = "v2" }\n');
    upstream.queue({ text: 'First answer.' });
    await runCodex('Remember the word harbour.', { folders });

    upstream.queue(
      { reasoning: 'I sum up.', text: 'Summary: the word is harbour.' },
      { text: 'Second answer.' },
    );
    const second = await runCodex('Which word?', {
      folders,
      args: ['resume', '--last', '-c', 'model_auto_compact_token_limit=1000'],
    });
    expect(second, second.stdout + second.stderr).toMatchObject({ exitCode: 0, answer: 'Second answer.' });
    const [, asked, after] = upstream.accepted.map(body => JSON.stringify(body));
    expect(asked).toContain('First answer.');
    expect(asked).not.toContain('exec_command');
    expect(after).toContain('Summary: the word is harbour.');
    expect(after).not.toContain('First answer.');
    expect(router.records.map(record => record.kind)).toEqual(['turn', 'compaction', 'turn']);

    openAi.queue({ text: 'Third answer.' });
    const third = await runCodex('Once more.', { folders, args: ['resume', '--last', '-m', 'to-responses'] });
    expect(third, third.stdout + third.stderr).toMatchObject({ exitCode: 0, answer: 'Third answer.' });
    expect(JSON.stringify(openAi.accepted.at(-1)?.input)).toContain('Summary: the word is harbour.');
    expect([upstream.refusals, openAi.refusals]).toEqual([[], []]);
  });
}
