import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { openWaitingCodex } from '../fixtures/waiting-codex.ts';

test('routing stops by itself when the last Codex closes, where that was chosen', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-a-person' } });
  expect(await signalbox(folders, ['codex', 'stop-with-last', 'on'])).toMatchObject({ exitCode: 0 });
  await using first = await openWaitingCodex(folders);
  await using last = await openWaitingCodex(folders);

  const refused = await signalbox(folders, ['stop', '--json']);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    error: { code: 'codex_alive', message: expect.stringContaining('2 routed Codexes are open') },
  });
  expect(await first.say('Hello.')).toEqual({ exitCode: 0, stdout: 'OK.\n' });
  expect(await last.say('Hello.')).toEqual({ exitCode: 0, stdout: 'OK.\n' });
  expect(upstream.responses()).toHaveLength(2);

  const phase = async () => JSON.parse((await signalbox(folders, ['status', '--json'])).stdout).routing.phase;
  await expect.poll(phase, { timeout: 30_000 }).toBe('stopped');
  expect([await portIsOpen(served.port), existsSync(localKeyFile(folders))]).toEqual([false, false]);
});
