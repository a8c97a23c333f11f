import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { saveKey, windowOf } from '../fixtures/app-windows.ts';
import { seedCodexHome } from '../fixtures/codex-home.ts';
import { diffFingerprints, fingerprintFolder } from '../fixtures/folder-fingerprint.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { makeRecordingTerminal } from '../fixtures/recording-terminal.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { upstreamModel, writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { localKeyFile, startRouting, stateLine } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const key = 'sk-typed-by-a-person-0123456789';

test('paste a key, start, launch Codex, work, stop, quit: and nothing of the person has changed', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  mkdirSync(join(folders.signalboxHome, 'state'), { recursive: true });
  writeFileSync(
    join(folders.signalboxHome, 'state', 'recent-folders.json'),
    JSON.stringify([folders.project]),
  );
  const before = seedCodexHome(folders);
  const changes = () => diffFingerprints(before, fingerprintFolder(folders.codexHome), { added: false });
  const terminal = await makeRecordingTerminal(folders, 'Call the tool.');
  await using app = await launchApp({ folders, env: { ...panel.env, ...terminal.env } });
  const item = await panel.waitForItem();

  await item.click('Keys…');
  await saveKey(await windowOf(app, 'keys'), 'OpenAI', key);
  const port = await startRouting(item);

  upstream.script(
    { kind: 'call', name: 'exec_command', arguments: { cmd: 'echo from-the-tool > made-by-codex' } },
    { kind: 'text', text: 'The tool has spoken.', pace: { everyMs: 5 } },
  );
  await item.click('Launch Codex', 'Routed', folders.project);
  const launched = await terminal.nextLaunch();
  expect(launched).toMatchObject({ exitCode: 0, folder: folders.project });
  expect(launched.output).toContain('The tool has spoken.');
  expect(launched.output).not.toMatch(/metadata|fallback|unrecognized/i);
  expect(readFileSync(join(folders.project, 'made-by-codex'), 'utf8')).toBe('from-the-tool\n');
  expect(upstream.responses().map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${key}`,
    `Bearer ${key}`,
  ]);
  expect(upstream.responses()[0]?.json()).toMatchObject({ model: upstreamModel, stream: true });
  expect(changes()).toEqual([]);

  await item.click('Stop routing');
  await waitFor('the key file to go', () => (existsSync(localKeyFile(folders)) ? undefined : true));
  expect(await portIsOpen(port)).toBe(false);
  await expect.poll(() => stateLine(item)).toBe('Routing is stopped');
  expect(changes()).toEqual([]);

  await item.click('Quit');
  await waitFor('the icon to go', () => (panel.items().length === 0 ? true : undefined));
  expect(await app.quit()).toBe(0);
  expect(changes()).toEqual([]);
});

test('every Start has a local key of its own, which only its owner can read', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using app = await launchApp({ folders, env: { ...panel.env, OPENAI_API_KEY: key } });
  const item = await panel.waitForItem({ pid: app.pid });
  const picture = async () => (await item.properties()).iconPixmaps[0]?.argb.toString('hex');
  const stopped = await picture();
  await startRouting(item);
  // The icon tells it, too, and not only the words.
  await expect.poll(picture).not.toBe(stopped);
  const firstKey = readFileSync(localKeyFile(folders), 'utf8');
  expect(firstKey).toMatch(/^[0-9a-f]{64}$/);
  expect((statSync(localKeyFile(folders)).mode & 0o777).toString(8)).toBe('600');
  await item.click('Stop routing');
  await waitFor('the key file to go', () => (existsSync(localKeyFile(folders)) ? undefined : true));
  await expect.poll(picture).toBe(stopped);
  await startRouting(item);
  expect(readFileSync(localKeyFile(folders), 'utf8')).not.toBe(firstKey);
});
