import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type ResponsesUpstream, startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { type Serving, startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { mountSmallDisk, type SmallDisk } from '../fixtures/small-disk.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';

const env = { OPENAI_API_KEY: 'sk-of-a-person' };
/** A conversation each, so that the learned state grows with every request. */
const REQUESTS = 60;

const logFolder = (folders: ScratchFolders) => join(folders.codexHome, 'logs');
const linesOf = (folders: ScratchFolders) =>
  readFileSync(join(logFolder(folders), 'cost_router.jsonl'), 'utf8').split('\n');

async function askMany(served: Serving, folders: ScratchFolders, upstream: ResponsesUpstream, count: number) {
  const key = readFileSync(localKeyFile(folders), 'utf8');
  upstream.script(...Array.from({ length: count }, () => ({ kind: 'text' as const, text: 'answered' })));
  for (let asked = 0; asked < count; asked += 1) {
    const answer = await fetch(`http://127.0.0.1:${served.port}/v1/responses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'session-id': crypto.randomUUID() },
      body: JSON.stringify({ model: 'codex-default', input: 'Go on.', stream: true }),
    });
    expect(await answer.text()).toContain('response.completed');
  }
}

const routingOf = async (folders: ScratchFolders) =>
  (jsonOf(await signalbox(folders, ['status', '--json'])) as { routing: object }).routing;

function needDisk(folder: string): SmallDisk {
  const disk = mountSmallDisk(folder);
  test.skip(disk === undefined, 'a file system can be mounted by root on Linux only');
  if (disk === undefined) throw new Error('skipped');
  return disk;
}

test('requests go on while the disk is full, which is told; then every record is there, whole and once', async () => {
  await using folders = createScratchFolders();
  using log = needDisk(logFolder(folders));
  using state = needDisk(join(folders.signalboxHome, 'state'));
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env });
  await askMany(served, folders, upstream, 1);
  await expect.poll(() => linesOf(folders).length).toBe(2);

  log.fill();
  state.fill();
  await askMany(served, folders, upstream, REQUESTS);
  await expect
    .poll(() => routingOf(folders), { timeout: 15_000 })
    .toMatchObject({
      phase: 'ready',
      fileTroubles: expect.arrayContaining([
        { file: 'request-log', code: 'ENOSPC' },
        { file: 'learned-state', code: 'ENOSPC' },
      ]),
    });
  expect((await signalbox(folders, ['status'])).stdout).toContain(
    'The request log cannot be written (the disk is full, ENOSPC). Requests go on; it is tried again.',
  );
  expect(linesOf(folders).at(-1)).toBe('');

  log.free();
  state.free();
  // Nobody has to ask for anything: the log tries again by itself.
  await expect.poll(() => linesOf(folders).length, { timeout: 20_000 }).toBe(REQUESTS + 2);
  await askMany(served, folders, upstream, 1);
  await expect.poll(() => routingOf(folders), { timeout: 15_000 }).not.toHaveProperty('fileTroubles');
  expect(await served.end()).toBe(0);
  const lines = linesOf(folders);
  expect(lines.pop()).toBe('');
  expect(new Set(lines.map(line => JSON.parse(line).id)).size).toBe(REQUESTS + 2);
  expect(lines).toHaveLength(REQUESTS + 2);
  const saved = JSON.parse(readFileSync(join(folders.signalboxHome, 'state', 'dispatch.json'), 'utf8'));
  expect(saved.conversations).toHaveLength(REQUESTS + 2);
  expect(readdirSync(join(folders.signalboxHome, 'state')).filter(name => name.endsWith('.tmp'))).toEqual([]);
});

test('a log folder that is read-only from the start stops nobody, and is used when it can be', async () => {
  await using folders = createScratchFolders();
  using log = needDisk(logFolder(folders));
  log.setReadOnly(true);
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env });
  await askMany(served, folders, upstream, 3);
  await expect
    .poll(() => routingOf(folders))
    .toMatchObject({
      fileTroubles: [{ file: 'request-log', code: 'EROFS' }],
    });
  log.setReadOnly(false);
  await expect.poll(() => routingOf(folders), { timeout: 15_000 }).not.toHaveProperty('fileTroubles');
  await expect.poll(() => linesOf(folders).length).toBe(4);
});
