import { expect, test } from '@playwright/test';
import { routerSettingsSchema } from '../../src-main/contract/settings.ts';
import { responseEvent, startTestRouter } from '../../src-main/services/router/testing/test-router.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream, type UpstreamReply } from '../fixtures/responses-upstream.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { configureCodex } from './routed-codex.ts';

/** An answer as a server writes it that counts no tokens. */
function uncounted(text: string): UpstreamReply {
  const item = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'output_text', text }] };
  return {
    kind: 'bytes',
    body:
      responseEvent('response.created', { response: { id: 'r' } }) +
      responseEvent('response.output_item.done', { output_index: 0, item }) +
      responseEvent('response.completed', { response: { id: 'r', output: [item], usage: null } }),
  };
}

test('the real Codex compacts in time where the provider of passed-through answers counts no tokens', async () => {
  test.setTimeout(120_000);
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: { up: { wire_api: 'responses', base_url: upstream.baseUrl, keyless: true, local: true } },
    deployments: { uncounted: { provider: 'up', model: 'm' } },
    aliases: {},
  });
  await using router = await startTestRouter(settings);
  configureCodex(folders, router, 'uncounted');
  upstream.script(uncounted('First answer.'));
  const first = await runCodex('Remember the word harbour.', { folders });
  expect(first, first.stdout + first.stderr).toMatchObject({ exitCode: 0, answer: 'First answer.' });
  const tokens = router.records[0]?.tokens;
  expect(tokens?.source).toBe('estimated');
  expect(first.events.at(-1)).toMatchObject({
    type: 'turn.completed',
    usage: { input_tokens: tokens?.input, output_tokens: tokens?.output },
  });

  upstream.script(uncounted('The word was harbour.'), uncounted('Second answer.'));
  const limit = (tokens?.input ?? 0) - 1;
  const second = await runCodex('Which word?', {
    folders,
    args: ['resume', '--last', '-c', `model_auto_compact_token_limit=${limit}`],
  });
  expect(second, second.stdout + second.stderr).toMatchObject({ exitCode: 0, answer: 'Second answer.' });
  expect(router.records.map(record => record.kind)).toEqual(['turn', 'compaction', 'turn']);
});
