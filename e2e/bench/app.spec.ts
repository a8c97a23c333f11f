import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { recordOf } from '../../src-main/services/ledger/testing/record-fixture.ts';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';
import { familyOf } from '../fixtures/process-tree.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { startRouting } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';
import { openPage } from '../renderer/open-page.ts';
import { describeMemory, readCommandLine, readCpuMs, readMemory } from './process-cost.ts';

/** What the whole program costs, for docs/benchmarks.md. Runs when SIGNALBOX_BENCH is set. */
const RECORDS = 100_000;
const IDLE_SECONDS = 60;

test('the history of a real log of 100 000 records, in a browser', async ({ browser }) => {
  test.slow();
  await using folders = createScratchFolders();
  const logs = join(folders.codexHome, 'logs');
  mkdirSync(logs, { recursive: true });
  const nowMs = Date.now();
  const lines = Array.from({ length: RECORDS }, (_, at) =>
    JSON.stringify(recordOf(`req_${at}`, { at_ms: nowMs - (RECORDS - at) * 20_000 })),
  );
  writeFileSync(join(logs, 'cost_router.jsonl'), `${lines.join('\n')}\n`);
  await using served = await startServing(folders);
  const startMs = performance.now();
  await using opened = await openPage(browser, served.dashboard);
  await opened.page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/history.days')),
  );
  const readMs = performance.now() - startMs;
  const open = (): Promise<number> =>
    opened.page.evaluate(async () => {
      const startMs = performance.now();
      location.hash = '#/history';
      while (document.querySelector('[aria-rowindex="3"] [role="cell"]:nth-child(9)') === null)
        await new Promise(requestAnimationFrame);
      const tookMs = performance.now() - startMs;
      location.hash = '#/now';
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return tookMs;
    });
  const [firstMs, againMs] = [await open(), await open()];
  process.stdout.write(
    `history of a real log: read within ${readMs.toFixed(0)} ms of the dashboard’s opening; ` +
      `opened in ${firstMs.toFixed(0)} ms, then in ${againMs.toFixed(0)} ms\n`,
  );
});

test('the app in the tray, routing, with its window closed', async () => {
  test.setTimeout(180_000);
  await using panel = await startTrayHost();
  await using app = await launchApp({ env: panel.env });
  const item = await panel.waitForItem();
  await startRouting(item);
  await item.click('Dashboard…');
  const page = await windowOf(app, 'dashboard');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const renderers = (): number[] =>
    familyOf(app.pid, app.folders.root)
      .filter(({ pid }) => readCommandLine(pid).includes('--type=renderer'))
      .map(({ pid }) => pid);
  const shown = renderers();
  expect(shown.length).toBeGreaterThan(0);
  const memory = shown.map(pid => readMemory(pid));
  await page.close();
  await waitFor('the renderer to be gone', () => (renderers().length === 0 ? true : undefined));
  await delay(3000); // what closing a window still costs is not idling
  const total = (): number =>
    familyOf(app.pid, app.folders.root).reduce((sum, { pid }) => sum + readCpuMs(pid), 0);
  const beforeMs = total();
  await delay(IDLE_SECONDS * 1000);
  const share = (total() - beforeMs) / (IDLE_SECONDS * 1000);
  const family = familyOf(app.pid, app.folders.root).filter(({ name }) => name !== 'tee');
  const resident = family.map(({ pid }) => readMemory(pid));
  const sum = (name: keyof (typeof resident)[number]): string =>
    `${(resident.reduce((all, one) => all + one[name], 0) / 1e6).toFixed(0)} MB`;
  process.stdout.write(
    `app: renderer ${memory.map(describeMemory).join('; ')} while shown, gone when closed; ` +
      `idle ${(share * 100).toFixed(2)} % of one core over ${IDLE_SECONDS} s, ${family.length} processes, ` +
      `${sum('residentBytes')} resident if shared pages count for each, ${sum('proportionalBytes')} together\n`,
  );
});
