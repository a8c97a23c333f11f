import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { DASHBOARD_CALLS } from '../../src-main/contract/dashboard-calls.ts';
import { keyForm, saveKey, windowOf } from '../fixtures/app-windows.ts';
import { findInFolders, findInProcesses } from '../fixtures/canary.ts';
import { recordedIpc, recordIpc } from '../fixtures/ipc-record.ts';
import { type LaunchedApp, launchApp } from '../fixtures/launch-app.ts';
import { readPageMemory } from '../fixtures/page-memory.ts';
import { makeRecordingTerminal } from '../fixtures/recording-terminal.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { findRouterProcess, killRouter } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { localKeyFile, startRouting } from '../fixtures/tray-routing.ts';

/** They open a dialog, undo what the test has made, or were called already. */
const notCalled = new Set([
  'doctor.run',
  'codex.chooseFolder',
  'keys.forgetAll',
  'routing.stop',
  'routing.restart',
  'ollama.start',
]);

test('a key typed into the key window is used, and is nowhere to be found', async () => {
  const canary = `sk-canary-${randomBytes(12).toString('hex')}`;
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const terminal = await makeRecordingTerminal(folders, 'Speak.');
  await using app = await launchApp({ folders, env: { ...panel.env, ...terminal.env } });
  const item = await panel.waitForItem();
  await recordIpc(app);
  await item.click('Dashboard…');
  const dashboard = await windowOf(app, 'dashboard');
  await item.click('Keys…');
  const keys = await windowOf(app, 'keys');
  const said: string[] = [];
  keys.on('console', message => said.push(message.text()));

  await saveKey(keys, 'OpenAI', canary);
  const port = await startRouting(item);
  // Its checks wait for networks that are not there: they do so beside the rest.
  const examined = callFrom(dashboard, 'doctor.run', undefined);
  // A provider that repeats the key in what it refuses it with.
  const refusal = { error: { message: `Incorrect API key provided: ${canary}`, code: 'invalid_api_key' } };
  upstream.elsewhere(() => ({ status: 401, body: refusal }));
  await keyForm(keys, 'OpenAI')
    .getByRole('button', { name: /^Check/ })
    .click();
  await expect(keyForm(keys, 'OpenAI').getByText('Refused').first()).toBeVisible();
  upstream.script({ kind: 'text', text: 'Spoken.' });
  await callFrom(keys, 'codex.launch', { mode: 'routed', folder: folders.project });
  expect((await terminal.nextLaunch()).output).toContain('"text":"Spoken."');
  expect(upstream.responses()[0]?.headers.authorization).toBe(`Bearer ${canary}`);
  const localKey = readFileSync(localKeyFile(folders), 'utf8');
  upstream.otherwise(() => ({ kind: 'status', status: 401, body: refusal }));
  const answer = await fetch(`http://127.0.0.1:${port}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${localKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'codex-default', input: 'Speak.' }),
  });
  expect(upstream.responses()).toHaveLength(2);
  expect([...answer.headers, await answer.text()].join('\n')).not.toContain(canary);
  await killRouter(app.pid);
  // Input that is turned down must not come back in the answer.
  await callFrom(keys, 'keys.set', { provider: 'openai', key: `${canary} ${canary}`, remember: false });
  await callFrom(keys, `keys.${canary}`, canary);
  for (const call of Object.keys(DASHBOARD_CALLS).filter(name => !notCalled.has(name))) {
    await callFrom(dashboard, call, undefined);
  }
  await examined;

  expect(await placesOf(canary, app, [keys, dashboard], said)).toEqual([]);
  // The search would have found it.
  await keys.evaluate(secret => Reflect.set(window, 'leak', [secret]), canary);
  expect((await readPageMemory(keys)).get('heap')).toContain(canary);
  const log = readFileSync(join(folders.signalboxHome, 'logs', 'signalbox.jsonl'), 'utf8');
  expect(log).toContain('"routing"');
  await app.quit();
  expect(findInFolders(canary, [folders.root])).toEqual([]);
  expect(findInProcesses(canary)).toEqual([]);
});

test('a key from the environment is used, and is not handed on to the router or to Codex', async () => {
  const canary = `sk-canary-${randomBytes(12).toString('hex')}`;
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using app = await launchApp({ folders, env: { ...panel.env, OPENAI_API_KEY: canary } });
  await startRouting(await panel.waitForItem());
  await findRouterProcess(app.pid);
  // The test's own `tee` was started by the shell that became the app.
  const holders = findInProcesses(canary, { exceptPids: [app.pid] });
  expect(holders.filter(place => !place.endsWith('(tee)'))).toEqual([]);
  expect(findInFolders(canary, [folders.root])).toEqual([]);
});

/** Every place where the secret is found; names only, never what is there. */
async function placesOf(
  secret: string,
  app: LaunchedApp,
  pages: readonly Page[],
  said: readonly string[],
): Promise<string[]> {
  const places = [...findInFolders(secret, [app.folders.root]), ...findInProcesses(secret)];
  const answers = await recordedIpc(app);
  // Every call above was answered or refused, and what went back was kept.
  expect(answers.length).toBeGreaterThan(Object.keys(DASHBOARD_CALLS).length - notCalled.size);
  places.push(...answers.filter(text => text.includes(secret)).map(() => 'an IPC message'));
  places.push(...said.filter(text => text.includes(secret)).map(() => 'the console'));
  for (const page of pages) {
    const memory = await readPageMemory(page);
    for (const [place, text] of memory) if (text.includes(secret)) places.push(`${page.url()} ${place}`);
  }
  return places;
}

/** A call as the page's own scripts make it; an answer that is a refusal counts as an answer. */
async function callFrom(page: Page, name: string, input: unknown): Promise<void> {
  await page.evaluate(
    ([call, value]) =>
      Reflect.get(window, 'signalbox')
        .call(call, value)
        .catch(() => undefined),
    [name, input] as const,
  );
}
