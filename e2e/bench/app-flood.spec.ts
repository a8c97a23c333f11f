import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { familyOf } from '../fixtures/process-tree.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { localKeyFile, startRouting } from '../fixtures/tray-routing.ts';
import { describeMemory, readCommandLine, readCpuMs, readMemory } from './process-cost.ts';

/** Real requests through the real router of the real app, seen on Decisions; for docs/benchmarks.md. */
const FLOOD_SECONDS = Number(process.env.SIGNALBOX_BENCH_SECONDS ?? 60);
const PER_SEC = 50;

test(`${PER_SEC} requests a second through the app, seen on Decisions`, async () => {
  test.setTimeout((FLOOD_SECONDS + 90) * 1000);
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.otherwise(() => ({ kind: 'text', text: 'OK.' }));
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using app = await launchApp({
    folders,
    env: { ...panel.env, OPENAI_API_KEY: 'sk-of-the-flood' },
  });
  const item = await panel.waitForItem();
  const port = await startRouting(item);
  await item.click('Dashboard…');
  const page = await windowOf(app, 'dashboard');
  await page.locator('a[href="#/decisions"]').click();
  const renderer = familyOf(app.pid, app.folders.root).find(({ pid }) =>
    readCommandLine(pid).includes('--type=renderer'),
  );
  if (renderer === undefined) throw new Error('no renderer process');
  const ask = async (): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/responses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ model: 'codex-default', input: 'Hello.' }),
    });
    await response.arrayBuffer();
  };

  const atRest = readMemory(renderer.pid);
  const startCpuMs = readCpuMs(renderer.pid);
  const startMs = performance.now();
  let most = atRest;
  let asked = 0;
  const running = new Set<Promise<void>>();
  for (let second = 1; performance.now() - startMs < FLOOD_SECONDS * 1000; ) {
    const due = Math.floor(((performance.now() - startMs) / 1000) * PER_SEC);
    for (; asked < due; asked += 1) {
      const one = ask().finally(() => running.delete(one));
      running.add(one);
    }
    if (performance.now() - startMs > second * 1000) {
      second += 1;
      const now = readMemory(renderer.pid);
      if (now.privateBytes > most.privateBytes) most = now;
    }
    await delay(20);
  }
  await Promise.all(running);
  const share = (readCpuMs(renderer.pid) - startCpuMs) / (performance.now() - startMs);
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '201');
  const heap = await readHeap(page);
  process.stdout.write(
    `app flood: ${asked} requests in ${FLOOD_SECONDS} s; renderer ${(share * 100).toFixed(1)} % of one core, ` +
      `at rest ${describeMemory(atRest)}; at most ${describeMemory(most)}; ${heap}\n`,
  );
});

/** JavaScript alone, after the flood, without and with a garbage collection. */
async function readHeap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async (): Promise<ReadonlyMap<string, number>> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  const used = (metrics: ReadonlyMap<string, number>): string =>
    `${((metrics.get('JSHeapUsedSize') ?? 0) / 1e6).toFixed(1)} MB`;
  const before = await read();
  await session.send('HeapProfiler.collectGarbage');
  const after = await read();
  await session.detach();
  return `JS heap ${used(before)}, ${used(after)} once collected, ${before.get('Nodes') ?? 0} nodes`;
}
