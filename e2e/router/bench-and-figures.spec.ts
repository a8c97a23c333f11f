import { expect, test } from '@playwright/test';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test('bench measures through the router, and the figures, the log and the dispatch state tell the same', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using serving = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-a-person' } });

  const stream = await signalbox(folders, ['bench', 'stream', '-n', '4', '-c', '1', '--json']);
  expect(stream).toMatchObject({ exitCode: 0, stderr: '' });
  const report = JSON.parse(stream.stdout);
  expect(report.rows).toMatchObject([
    { model: 'codex-default', way: 'router', figures: { requests: 4, failed: 0 } },
    // The command's own environment has no key: it says so instead of failing.
    { model: 'codex-default', way: 'direct', skipped: 'no key in OPENAI_API_KEY' },
  ]);
  expect(report.rows[0].figures.ttftMs.p50).toBeGreaterThan(0);
  const whole = await signalbox(folders, ['bench', 'dispatch', '-n', '2']);
  expect(whole.stdout).toMatch(/codex-default\s+router/);
  expect(upstream.responses()).toHaveLength(6);

  const snapshot = await waitFor('the figures', async () => {
    const now = JSON.parse((await signalbox(folders, ['status', '--json'])).stdout);
    return now.figures?.requests === 6 ? now : undefined;
  });
  expect(snapshot.dispatch.deployments).toMatchObject([
    { deployment: 'openai-default', calls: 6, success_rate: 1, in_flight: 0, hard_limited: false },
  ]);
  expect(snapshot.figures.spentUsd).toBeGreaterThan(0);
  const history = JSON.parse((await signalbox(folders, ['history', '--json'])).stdout);
  expect(JSON.stringify(history)).toContain('codex-default -> openai-default');
  expect(serving.port).toBe(snapshot.routing.port);
});
