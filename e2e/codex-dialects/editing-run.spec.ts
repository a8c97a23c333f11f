import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { DIALECT_NAMES, startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { configureCodex, EDITING_RUN, NOTES_AFTER, NOTES_BEFORE } from './routed-codex.ts';

for (const dialect of DIALECT_NAMES) {
  test(`the real Codex reads, edits, runs and answers through ${dialect}`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using router = await routeTo([upstream]);
    configureCodex(folders, router, `to-${dialect}`);
    const notes = join(folders.project, 'notes.txt');
    writeFileSync(notes, NOTES_BEFORE);
    upstream.queue(...EDITING_RUN);

    const run = await runCodex('Make the size 2.', { folders });
    expect(upstream.refusals).toEqual([]);
    expect(run).toMatchObject({ exitCode: 0, answer: 'Die Größe ist 2 🚦 now.' });
    expect(readFileSync(notes, 'utf8')).toBe(NOTES_AFTER);
    expect(upstream.accepted).toHaveLength(EDITING_RUN.length);
    if (dialect === 'responses')
      expect(upstream.accepted[0]).toMatchObject({ reasoning: { effort: 'medium', summary: 'auto' } });
    const last = JSON.stringify(upstream.accepted.at(-1));
    for (const seen of ['keep this line', '2 notes.txt', 'Success. Updated the following files'])
      expect(last).toContain(seen);
    expect(run.events.at(-1)).toMatchObject({ type: 'turn.completed' });

    // A second turn of the same thread brings the whole history back, reasoning too.
    upstream.queue({ reasoning: 'Again.', text: 'Still 2.' });
    const again = await runCodex('And now?', { folders, args: ['resume', '--last'] });
    expect(upstream.refusals).toEqual([]);
    expect(again).toMatchObject({ exitCode: 0, answer: 'Still 2.' });
    expect(JSON.stringify(upstream.accepted.at(-1))).toContain('wc -l notes.txt');
  });
}
