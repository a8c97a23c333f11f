import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

const CANARY = 'sk-canary-4f1c9a7e2b-not-a-key';
const callsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [...(window as unknown as { fakePreload: { calls: string[] } }).fakePreload.calls]);

test('four clicks lead from nothing to a routed Codex', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=first#/now`);
  const { page, complaints } = opened;
  await page.getByRole('button', { name: 'Add a key' }).click();
  await page.getByLabel('Key for OpenAI', { exact: true }).fill(CANARY);
  await page.getByRole('button', { name: 'Save the OpenAI key' }).click();
  await page.getByRole('button', { name: 'Start routing' }).click();
  await page.getByRole('button', { name: 'Launch Codex' }).click();
  await expect(page.getByText('Codex is starting in a terminal.')).toBeVisible();
  const calls = await callsOf(page);
  expect(calls.map(call => call.split(' ')[0])).toEqual([
    'snapshot.get',
    'history.days',
    'keys.set',
    'routing.start',
    'codex.chooseFolder',
    'codex.launch',
  ]);
  expect(complaints).toEqual([]);
});

test('after Save no key is left in the page, its storage or its memory', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=first&window=keys#/keys`);
  const { page } = opened;
  await page.getByLabel('Key for Gemini', { exact: true }).fill(`export GEMINI_API_KEY="${CANARY}"`);
  await page.getByRole('button', { name: 'Save the Gemini key' }).click();
  await expect(page.getByRole('form', { name: 'Gemini' }).getByText('typed here')).toBeVisible();
  expect(await page.getByLabel('Key for Gemini', { exact: true }).inputValue()).toBe('');
  await page.getByLabel('Key for Gemini', { exact: true }).press('Control+z');
  expect(await page.getByLabel('Key for Gemini', { exact: true }).inputValue()).toBe('');
  const kept = await page.evaluate(
    () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
  );
  expect(kept).not.toContain(CANARY);
  const calls = await callsOf(page);
  expect(calls).toContain(`keys.set {"provider":"gemini","key":${CANARY.length},"remember":false}`);
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  // What the page does hold is found this way.
  expect(chunks.join('')).toContain('GEMINI_API_KEY');
  expect(chunks.join('')).not.toContain(CANARY);
});

test('a key is saved, checked and all are forgotten by keyboard alone', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=first#/now`);
  const { page } = opened;
  const reach = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      const label = await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ??
          document.activeElement?.textContent,
      );
      if (label?.trim() === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no “${name}” within reach of Tab`);
  };
  await reach('Keys');
  await page.keyboard.press('Enter');
  await reach('Key for OpenAI');
  await page.keyboard.type(CANARY);
  await page.keyboard.press('Enter');
  await reach('Check the OpenAI key');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await reach('Forget all keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Enter');
  await reach('Forget all');
  await page.keyboard.press('Enter');
  await expect(page.getByText('All keys forgotten.')).toBeVisible();
});

test('a failed start is explained, and another port can be chosen', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=failed&bare#/now`);
  const { page } = opened;
  await expect(page.getByText('Another program already listens on 127.0.0.1:4000.')).toBeVisible();
  await page.getByLabel('Port').fill('70000');
  await page.getByRole('button', { name: 'Start on another port' }).click();
  await expect(page.getByText('A port is a whole number')).toBeVisible();
  await page.getByLabel('Port').fill('4555');
  await page.getByRole('button', { name: 'Start on another port' }).click();
  await expect(page.getByText('127.0.0.1:4555')).toBeVisible();
});

test('a mistake in YAML is named with its place, and saving can be undone', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/settings`);
  const { page } = opened;
  await page.getByRole('button', { name: 'Policy as YAML' }).click();
  const editor = page.getByRole('textbox', { name: /codex-routing-policy/ });
  const before = await editor.inputValue();
  await editor.fill(`${before}\tbad: 1\n`);
  await editor.press('Control+s');
  await page.getByRole('button', { name: /^Go to line \d+, column 1$/ }).click();
  expect(await editor.evaluate((area: HTMLTextAreaElement) => area.value[area.selectionStart])).toBe('\t');
  await editor.fill(`${before}open_models_only: true\n`);
  await page.getByRole('button', { name: 'Save and apply' }).click();
  await expect(page.getByText('Applied.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(page.getByText('The change is undone.')).toBeVisible();
  await expect(editor).toHaveValue(before);
});

test('a hundred thousand records open, scroll to the last one and export', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/history`);
  const { page, complaints } = opened;
  await expect(page.getByText('100,000 records', { exact: true })).toBeVisible();
  const scroller = page.getByRole('region', { name: /^Request log/ });
  await scroller.evaluate(element => element.scrollTo(0, element.scrollHeight));
  await expect(page.locator('[aria-rowindex="100001"]')).toContainText('codex-');
  expect(await page.locator('[role="row"]').count()).toBeLessThan(100);
  // Elements change places while it scrolls; for a screen reader they are in order once it rests.
  const order = (rows: Element[]): number[] => rows.map(row => Number(row.getAttribute('aria-rowindex')));
  await expect
    .poll(async () => {
      const seen = await page.locator('[role="row"]').evaluateAll(order);
      return seen.length > 10 && seen.every((row, at) => at === 0 || row > (seen[at - 1] ?? 0));
    })
    .toBe(true);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trimEnd().split('\r\n').length).toBe(100_001);
  expect(complaints).toEqual([]);
});

test('a sleeping deployment is woken and weights are previewed before they are used', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/dispatch`);
  const { page } = opened;
  await page.getByRole('button', { name: 'Wake gpt-5.1-codex now' }).click();
  await expect(page.getByText('gpt-5.1-codex may be used again.')).toBeVisible();
  await page.getByLabel('Temperature').fill('0.1');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('columnheader', { name: 'Pr, preview' })).toBeVisible();
  await page.getByRole('button', { name: 'Use these weights' }).click();
  await expect(page.getByText('Weights in use.')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Pr, preview' })).toBeHidden();
});
