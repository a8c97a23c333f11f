import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { isRunning } from '../fixtures/process-tree.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { makeRecordingTerminal } from '../fixtures/recording-terminal.ts';
import { type ResponsesUpstream, startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { findRouterProcess } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const withKey = { OPENAI_API_KEY: 'sk-of-a-person' };

test('signalbox serve killed in the middle of an answer: Codex gets the whole answer, then the router ends', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const env = { ...withKey, SIGNALBOX_CODEX: await realCodex() };
  await using served = await startServing(folders, { env });
  const router = await findRouterProcess(served.pid);
  upstream.script({ kind: 'text', text: 'one two three four five six seven', pace: { everyMs: 60 } });
  const words = ['exec', '--skip-git-repo-check', 'Count.'].flatMap(word => ['-a', word]);
  const launched = signalbox(folders, ['launch', '--here', folders.project, ...words], { env });
  await answerFlows(upstream);
  expect(await served.end('SIGKILL')).toBe('SIGKILL');
  expect(await launched).toMatchObject({ exitCode: 0, stdout: 'one two three four five six seven\n' });
  expect(upstream.responses()).toHaveLength(1);
  await waitFor('the router to end', () => (isRunning(router) ? undefined : true));
  expect(await portIsOpen(served.port)).toBe(false);

  // What the crash left is no hindrance, and goes with the next orderly end.
  await using next = await startServing(folders, { env });
  expect(await next.end()).toBe(0);
  expect(existsSync(localKeyFile(folders))).toBe(false);
});

test('the tray app killed in the middle of an answer: Codex gets the whole answer', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const terminal = await makeRecordingTerminal(folders, 'Count.');
  await using app = await launchApp({ folders, env: { ...terminal.env, ...withKey } });
  const dashboard = await windowOf(app, 'dashboard');
  upstream.script({ kind: 'text', text: 'one two three four five six seven', pace: { everyMs: 60 } });
  await dashboard.evaluate(
    folder => Reflect.get(window, 'signalbox').call('codex.launch', { mode: 'routed', folder }),
    folders.project,
  );
  await answerFlows(upstream);
  const router = await findRouterProcess(app.pid);
  process.kill(app.pid, 'SIGKILL');
  const { exitCode, output } = await terminal.nextLaunch();
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain('"text":"one two three four five six seven"');
  expect(upstream.responses()).toHaveLength(1);
  await waitFor('the router to end', () => (isRunning(router) ? undefined : true));
});

async function answerFlows(upstream: ResponsesUpstream): Promise<void> {
  await waitFor('the answer to flow', () => (upstream.responses().length === 1 ? true : undefined), {
    timeoutMs: 30_000,
  });
}
