import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeExamSettings } from '../fixtures/exam-settings.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { startStandIn } from '../fixtures/upstreams/stand-in.ts';

test('signalbox exam tells in words what a deployment can and cannot do, and keeps it', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startStandIn('anthropic');
  writeExamSettings(folders, upstream);
  const env = { ANTHROPIC_API_KEY: upstream.key };
  await using _served = await startServing(folders, { env });

  // A model that answers everything with "ok" can talk, and nothing else.
  const run = await signalbox(folders, ['exam', 'claude', '--json'], { env });
  expect(run.exitCode, run.stderr).toBe(1);
  const report = JSON.parse(run.stdout);
  const outcomes = Object.fromEntries(
    report.checks.map((check: { name: string; outcome: string }) => [check.name, check.outcome]),
  );
  expect(Object.keys(outcomes)).toHaveLength(12);
  expect(outcomes).toMatchObject({
    stream: 'passed',
    usage: 'passed',
    'parallel-calls': 'not-offered',
    'apply-patch': 'not-offered',
    'image-in-result': 'failed',
    'reasoning-replay': 'not-offered',
    compaction: 'passed',
    cancel: 'passed',
  });
  expect(upstream.refusals).toEqual([]);
  const kept = join(folders.signalboxHome, 'state', 'exam', 'claude.json');
  // The file has the findings as other languages need them, too.
  const keptChecks: object[] = JSON.parse(readFileSync(kept, 'utf8')).checks;
  expect(keptChecks).toMatchObject(report.checks);

  const table = await signalbox(folders, ['exam', 'claude'], { env });
  expect(table.stdout).toMatch(/^passed +Streamed text +Text came in \d+ pieces? and ended well\.$/m);
  expect(table.stdout).toMatch(/\d+ passed, 1 failed, \d+ not offered\./);

  const keyless = await signalbox(folders, ['exam', 'keyless', '--json'], { env });
  expect(keyless.exitCode).toBe(1);
  expect(JSON.parse(keyless.stdout).error).toMatchObject({ code: 'key_missing' });
});
