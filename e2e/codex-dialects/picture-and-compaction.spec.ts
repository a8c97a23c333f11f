import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { configureCodex } from './routed-codex.ts';

/** One red pixel. */
const RED_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
/** More than a short prompt and the notes Codex adds to it cost. */
const ROOM_TOKENS = 2_000;

/** Where each provider's request holds the bytes of a picture. */
const PICTURE_IN = {
  chat: `"image_url":{"url":"data:image/png;base64,`,
  anthropic: `"source":{"type":"base64","media_type":"image/png","data":"`,
  gemini: `"inlineData":{"mimeType":"image/png","data":"`,
} as const;

for (const dialect of ['chat', 'anthropic', 'gemini'] as const) {
  test(`a picture given to the real Codex reaches ${dialect}`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using router = await routeTo([upstream]);
    configureCodex(folders, router, `to-${dialect}`);
    const picture = join(folders.project, 'dot.png');
    writeFileSync(picture, Buffer.from(RED_PNG, 'base64'));
    upstream.queue({ text: 'It is red.' });

    const run = await runCodex('Which colour is it?', { folders, args: [`--image=${picture}`] });
    expect(upstream.refusals).toEqual([]);
    expect(run).toMatchObject({ exitCode: 0, answer: 'It is red.' });
    expect(JSON.stringify(upstream.accepted[0])).toContain(PICTURE_IN[dialect]);
  });

  test(`the real Codex compacts its history through ${dialect} when the total says so`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using router = await routeTo([upstream]);
    configureCodex(folders, router, `to-${dialect}`);
    const resumedWith = (limit: number) => ({
      folders,
      args: ['resume', '--last', '-c', `model_auto_compact_token_limit=${limit}`],
    });
    upstream.queue({ text: 'First answer.' });
    const first = await runCodex('Remember the word harbour.', { folders });
    expect(first).toMatchObject({ exitCode: 0, answer: 'First answer.' });
    const counted = router.events.find(event => event.phase === 'ended');
    const totalTokens = (counted?.inputTokens ?? 0) + (counted?.outputTokens ?? 0);
    expect(first.events.at(-1)).toMatchObject({
      type: 'turn.completed',
      usage: { input_tokens: counted?.inputTokens, output_tokens: counted?.outputTokens },
    });

    // A limit just above the total leaves the history alone, one just below it does not.
    upstream.queue({ text: 'Still there.' });
    const roomy = await runCodex('Still there?', resumedWith(totalTokens + ROOM_TOKENS));
    expect(roomy).toMatchObject({ exitCode: 0, answer: 'Still there.' });
    expect(upstream.accepted).toHaveLength(2);

    upstream.queue({ text: 'The word was harbour.' }, { text: 'Second answer.' });
    const second = await runCodex('Which word?', resumedWith(totalTokens - 1));
    expect(upstream.refusals).toEqual([]);
    expect(second).toMatchObject({ exitCode: 0, answer: 'Second answer.' });
    expect(upstream.accepted).toHaveLength(4);
    const [, , compaction, after] = upstream.accepted.map(body => JSON.stringify(body));
    expect(compaction).toContain('CONTEXT CHECKPOINT COMPACTION');
    expect(compaction).toContain('First answer.');
    // From here on the summary stands for the history.
    expect(after).toContain('The word was harbour.');
    expect(after).not.toContain('First answer.');
  });
}
