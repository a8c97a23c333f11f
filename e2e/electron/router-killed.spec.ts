import { expect, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { makeRecordingTerminal } from '../fixtures/recording-terminal.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { findRouterProcess, killRouter } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test('a router killed in the middle of an answer costs Codex nothing, and the dashboard tells of it', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const terminal = await makeRecordingTerminal(folders, 'Speak.');
  await using app = await launchApp({ folders, env: { ...terminal.env, OPENAI_API_KEY: 'sk-of-a-person' } });
  // Without a tray host the dashboard opens by itself.
  const dashboard = await windowOf(app, 'dashboard');
  await expect(dashboard.getByText('restarts: 1')).toBeHidden();

  upstream.script(
    { kind: 'text', text: 'this half is lost '.repeat(400), pace: { everyMs: 20 } },
    { kind: 'text', text: 'The whole answer.', pace: { everyMs: 5 } },
  );
  const launched = await dashboard.evaluate(
    folder => Reflect.get(window, 'signalbox').call('codex.launch', { mode: 'routed', folder }),
    folders.project,
  );
  expect(launched).toMatchObject({ ok: true });
  await expect(dashboard.getByRole('table').getByText('codex-default', { exact: true })).toBeVisible();
  await waitFor('the answer to flow', () => (upstream.responses().length === 1 ? true : undefined));
  const first = await findRouterProcess(app.pid);
  await killRouter(app.pid);

  const { exitCode, output } = await terminal.nextLaunch();
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain('"text":"The whole answer."');
  expect(upstream.responses()).toHaveLength(2);
  expect(upstream.responses()[0]?.isAborted()).toBe(true);
  await expect(dashboard.getByText('restarts: 1')).toBeVisible();
  expect((await findRouterProcess(app.pid)).pid).not.toBe(first.pid);
  await expect(dashboard.getByRole('table').getByText('200').first()).toBeVisible();
});
