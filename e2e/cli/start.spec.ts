import { expect, test } from '@playwright/test';
import { cacheFolder } from '../../scripts/lib/folders.mjs';
import { familyOf, killLeftovers } from '../fixtures/process-tree.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test.skip(process.platform !== 'linux', 'the tray is seen on the session bus');

test('start opens the tray app and returns when it answers; a second start says it runs; stop quits it', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  // The runtime of this checkout, though HOME is a scratch folder.
  const env = { ...panel.env, OPENAI_API_KEY: 'sk-of-a-person', SIGNALBOX_CACHE: cacheFolder() };
  try {
    const started = await signalbox(folders, ['start', '--json'], { env });
    expect(started.exitCode, started.stdout).toBe(0);
    const { pid } = Object(jsonOf(started));
    expect(jsonOf(started)).toEqual({ started: true, pid: expect.any(Number) });
    await panel.waitForItem({ pid });
    expect(jsonOf(await signalbox(folders, ['status', '--json'], { env }))).toMatchObject({ host: 'tray' });
    const second = await signalbox(folders, ['start', '--json'], { env });
    expect(second.exitCode).toBe(4);
    expect(jsonOf(second)).toMatchObject({ error: { code: 'already_running' } });
    expect((await signalbox(folders, ['stop'], { env })).stdout).toBe('Stopped.\n');
    await waitFor('the end of the app', () =>
      familyOf(pid, folders.root).some(one => one.pid === pid) ? undefined : true,
    );
  } finally {
    await killLeftovers(familyOf(-1, folders.root));
  }
});
