import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { DIALECT_NAMES, type DialectName, startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { configureCodex } from './routed-codex.ts';

/** A minute and the router's own settings on `SIGNALBOX_LONG_SILENCE=1`; else seconds, in the same proportions. */
const isLong = process.env.SIGNALBOX_LONG_SILENCE === '1';
const silentMs = isLong ? 62_000 : 6_000;
/** Codex gives up a stream after so long without an event. */
const idleLimitMs = isLong ? 20_000 : 2_000;
const timeouts: Record<string, number> = isLong ? {} : { keep_alive_ms: 1_000 };

async function silence(dialect: DialectName) {
  await using folders = createScratchFolders();
  await using upstream = await startStandIn(dialect);
  await using router = await routeTo([upstream], timeouts);
  configureCodex(folders, router, `to-${dialect}`);
  appendFileSync(join(folders.codexHome, 'config.toml'), `stream_idle_timeout_ms = ${idleLimitMs}\n`);
  upstream.queue({ text: 'I had to think.', silentMs });
  const run = await runCodex('Think long.', { folders, timeoutMs: silentMs + 60_000 });
  const { exitCode, answer, events } = run;
  const errors = events.filter(event => event.type === 'error');
  return { exitCode, answer, errors, requests: upstream.accepted.length, refusals: upstream.refusals };
}

test(`the real Codex waits through ${silentMs / 1000} s of silence of each dialect, at the first try`, async () => {
  test.setTimeout(silentMs + 120_000);
  const waited = await Promise.all(DIALECT_NAMES.map(silence));
  const well = { exitCode: 0, answer: 'I had to think.', errors: [], requests: 1, refusals: [] };
  expect(waited).toEqual(DIALECT_NAMES.map(() => well));
});
