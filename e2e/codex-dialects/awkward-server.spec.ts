import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { MANNERS, startAwkwardServer } from '../fixtures/upstreams/awkward-server.ts';
import { DIALECT_NAMES, startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { configureCodex } from './routed-codex.ts';

for (const dialect of DIALECT_NAMES) {
  test(`one turn of the real Codex through ${dialect}, each answer written in another awkward manner`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using awkward = await startAwkwardServer(upstream.baseUrl, ...MANNERS);
    await using router = await routeTo([{ ...upstream, baseUrl: awkward.baseUrl }]);
    configureCodex(folders, router, `to-${dialect}`);
    const steps = MANNERS.map(({ name }) => ({
      reasoning: `Schritt ${name} 🤔`,
      calls: [
        {
          tool: 'exec_command',
          input: { cmd: `echo 'Größe 🚦 event: response.completed, ${name}' >> seen.txt` },
        },
      ],
    }));
    upstream.queue(...steps, { text: 'Fertig 🚦.' });

    const run = await runCodex('Write it down.', { folders });
    expect(upstream.refusals).toEqual([]);
    expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0, answer: 'Fertig 🚦.' });
    const lines = readFileSync(join(folders.project, 'seen.txt'), 'utf8').trim().split('\n');
    expect(lines).toEqual(MANNERS.map(({ name }) => `Größe 🚦 event: response.completed, ${name}`));
    // Nothing was asked twice.
    expect(upstream.accepted).toHaveLength(steps.length + 1);
    expect(router.events.filter(event => event.phase === 'ended').every(event => !event.errorCode)).toBe(
      true,
    );
  });
}
