import { type Browser, expect, type Page } from '@playwright/test';
import { test } from '../renderer/harness-test.ts';
import { openPage } from '../renderer/open-page.ts';
import { describeMemory, readCpuMs, readMemory } from './process-cost.ts';

/**
 * What the pages cost, for docs/benchmarks.md. Figures are printed, not judged: they are the machine's as much
 * as ours. Runs when SIGNALBOX_BENCH is set; SIGNALBOX_BENCH_SECONDS is the length of the flood, else 60.
 */
const FLOOD_SECONDS = Number(process.env.SIGNALBOX_BENCH_SECONDS ?? 60);
const EVENTS_PER_SEC = 50;

/** The process that runs the page. */
const findRenderer = async (browser: Browser, page: Page): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const cpuOf = async (): Promise<Map<number, number>> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return new Map(
      processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => [id, readCpuMs(id)]),
    );
  };
  const before = await cpuOf();
  await page.evaluate(() => {
    const endMs = performance.now() + 300;
    while (performance.now() < endMs) Math.sqrt(endMs);
  });
  const after = await cpuOf();
  await session.detach();
  const used = [...after].map(([pid, ms]) => ({ pid, ms: ms - (before.get(pid) ?? 0) }));
  return used.sort((a, b) => b.ms - a.ms)[0]?.pid ?? 0;
};

test('100 000 records: opening the history and scrolling it', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/now`);
  const { page } = opened;
  const openedMs = await page.evaluate(async () => {
    const startMs = performance.now();
    location.hash = '#/history';
    while (document.querySelector('[aria-rowindex="3"] [role="cell"]:nth-child(9)') === null)
      await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startMs;
  });
  const pid = await findRenderer(browser, page);
  const startCpuMs = readCpuMs(pid);
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector('section[aria-label^="Request log"]');
    if (scroller === null) throw new Error('no table');
    const gaps: number[] = [];
    let last = performance.now();
    const endMs = last + 5000;
    while (last < endMs) {
      scroller.scrollTop += 100; // 6 000 px/s at 60 frames: faster than a person reads
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps.sort((a, b) => a - b);
  });
  const cpuMs = (readCpuMs(pid) - startCpuMs) / frames.length;
  const at = (share: number): string => (frames[Math.floor(share * (frames.length - 1))] ?? 0).toFixed(1);
  process.stdout.write(
    `history: opened in ${openedMs.toFixed(0)} ms; ${(frames.length / 5).toFixed(1)} frames/s while scrolling, ` +
      `${cpuMs.toFixed(1)} ms of CPU a frame, frame p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms\n`,
  );
});

test(`${EVENTS_PER_SEC} events a second on Decisions`, async ({ browser, harness }) => {
  test.setTimeout((FLOOD_SECONDS + 60) * 1000);
  await using opened = await openPage(browser, `${harness.url}?state=full#/decisions`);
  const { page } = opened;
  const pid = await findRenderer(browser, page);
  const startCpuMs = readCpuMs(pid);
  const startMs = performance.now();
  await page.evaluate(perSec => {
    (window as unknown as { fakePreload: { flood(perSec: number): void } }).fakePreload.flood(perSec);
  }, EVENTS_PER_SEC);
  let most = readMemory(pid);
  for (let second = 0; second < FLOOD_SECONDS; second += 1) {
    await page.waitForTimeout(1000);
    const now = readMemory(pid);
    if (now.residentBytes > most.residentBytes) most = now;
  }
  const share = (readCpuMs(pid) - startCpuMs) / (performance.now() - startMs);
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '201');
  process.stdout.write(
    `decisions: ${(share * 100).toFixed(1)} % of one core over ${FLOOD_SECONDS} s; at most ` +
      `${describeMemory(most)}\n`,
  );
});
