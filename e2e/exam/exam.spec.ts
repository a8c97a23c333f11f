import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { type StandIn, startStandIn } from '../fixtures/upstreams/stand-in.ts';

function writeSettings(folders: ScratchFolders, upstream: StandIn): void {
  const text = stringify({
    listen: { host: '127.0.0.1', port: 0 },
    dispatch: { cooldowns: { failures_in_row: 99 } },
    providers: {
      anthropic: { wire_api: 'anthropic', base_url: upstream.baseUrl, key_env: 'ANTHROPIC_API_KEY' },
      gemini: { wire_api: 'gemini', base_url: 'http://127.0.0.1:9/v1beta', key_env: 'GEMINI_API_KEY' },
    },
    deployments: {
      claude: { provider: 'anthropic', model: upstream.model, max_in_flight: 4 },
      keyless: { provider: 'gemini', model: 'gemini-3.8-flash' },
    },
    aliases: { 'codex-default': { candidates: ['claude'] } },
  });
  mkdirSync(folders.signalboxHome, { recursive: true, mode: 0o700 });
  writeFileSync(join(folders.signalboxHome, 'router.yaml'), text);
}

test('signalbox exam tells in words what a deployment can and cannot do, and keeps it', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startStandIn('anthropic');
  writeSettings(folders, upstream);
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
  expect(JSON.parse(readFileSync(kept, 'utf8')).checks).toEqual(report.checks);

  const table = await signalbox(folders, ['exam', 'claude'], { env });
  expect(table.stdout).toMatch(/^passed +Streamed text +Text came in \d+ pieces? and ended well\.$/m);
  expect(table.stdout).toMatch(/\d+ passed, 1 failed, \d+ not offered\./);

  const keyless = await signalbox(folders, ['exam', 'keyless', '--json'], { env });
  expect(keyless.exitCode).toBe(1);
  expect(JSON.parse(keyless.stdout).error).toMatchObject({ code: 'key_missing' });
});
