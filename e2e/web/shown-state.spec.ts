import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { stringify } from 'yaml';
import type { z } from 'zod';
import {
  dispatchMetricsSchema,
  dispatchStateSchema,
  explanationSchema,
} from '../../src-main/contract/dispatch-view.ts';
import * as format from '../../src-renderer/format.ts';
import { english } from '../../src-renderer/i18n/english.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { type Serving, startServing } from '../fixtures/serving.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';
import { openPage } from '../renderer/open-page.ts';

const LOCALE = 'en-GB';
const { dispatch: words, figures } = english;
const HERE = { provider: 'here', input_usd_per_mtok: 0, output_usd_per_mtok: 0 };

function writeFleet(folders: ScratchFolders, url: string): void {
  writeRouterYaml(folders, { openaiUrl: url });
  const dear = { provider: 'openai', input_usd_per_mtok: 50_000, output_usd_per_mtok: 50_000 };
  const router = {
    listen: { host: '127.0.0.1', port: 0 },
    dispatch: { cooldowns: { failure_s: 1, failure_max_s: 1 } },
    providers: {
      openai: { wire_api: 'responses', base_url: url, key_env: 'OPENAI_API_KEY' },
      gemini: { wire_api: 'responses', base_url: url, key_env: 'GEMINI_API_KEY' },
      here: { wire_api: 'responses', base_url: url, keyless: true, local: true },
      gone: { wire_api: 'responses', base_url: url, keyless: true, local: true, enabled: false },
    },
    deployments: {
      dear: { ...dear, model: 'm-well' },
      off: { ...dear, model: 'm-well', enabled: false },
      unreached: { ...HERE, provider: 'gone', model: 'm-well' },
      flaky: { ...HERE, model: 'm-flaky' },
      free: { ...HERE, model: 'm-well' },
    },
    aliases: { 'codex-default': { candidates: ['dear', 'free'] } },
  };
  writeFileSync(join(folders.signalboxHome, 'router.yaml'), stringify(router));
  const policy = { budgets: { day_usd: 1 }, local_only_folders: [folders.project] };
  writeFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), stringify(policy));
}

/** The router's own word. */
function askRouter(folders: ScratchFolders, { port }: Serving) {
  const fetched = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const key = readFileSync(localKeyFile(folders), 'utf8');
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
    });
    const text = await answer.text();
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  const post = (path: string, model: string, more: Record<string, string> = {}): Promise<unknown> =>
    fetched(path, {
      method: 'POST',
      body: JSON.stringify({ model, input: 'Hello.', stream: path === '/v1/responses' }),
      headers: more,
    });
  return {
    state: async () => dispatchStateSchema.parse(await fetched('/dispatch/state')),
    metrics: async () => dispatchMetricsSchema.parse(await fetched('/dispatch/metrics')).deployments,
    explain: async (headers = {}) =>
      explanationSchema.parse(await post('/dispatch/explain', 'codex-default', headers)),
    ask: (model: string, headers = {}) => post('/v1/responses', model, headers),
  };
}

const goTo = async (page: Page, view: string): Promise<void> => {
  await page.locator(`a[href="#/${view}"]`).click();
  await expect(page.locator(`a[href="#/${view}"][aria-current="page"]`)).toBeVisible();
};
const healthOf = (page: Page, deployment: string) =>
  page.getByRole('table').locator('tbody tr').filter({ hasText: deployment }).locator('td').nth(1);
const tile = (page: Page, label: string) => page.locator('dl div', { hasText: label }).locator('dd').first();

/** Spend, budget and keys as the pages say them, against `/dispatch/state`. */
async function compareState(page: Page, is: z.infer<typeof dispatchStateSchema>): Promise<void> {
  await goTo(page, 'now');
  await expect(tile(page, figures.spent)).toHaveText(format.formatUsd(LOCALE, is.spend.usd));
  const isReached = is.spend.usd >= 1 && !is.spend.lifted;
  await expect(page.getByText(figures.budget.reached)).toBeVisible({ visible: isReached });
  await expect(page.getByText(figures.budget.lifted).first()).toBeVisible({ visible: is.spend.lifted });
  await goTo(page, 'keys');
  for (const [provider, label] of [
    ['openai', 'OpenAI'],
    ['gemini', 'Gemini'],
  ] as const) {
    const form = page.getByRole('form', { name: label, exact: true });
    await expect(form.getByText(english.keys.present, { exact: true })).toBeVisible({
      visible: is.providers[provider]?.has_key === true,
    });
  }
}

test('what is switched off, not there, trying again or only local is shown as the router has it', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  let isFlakySlow = false;
  upstream.otherwise(request => {
    const { model } = request.json() as { model: string };
    if (model !== 'm-flaky') return { kind: 'text', text: 'OK.' };
    if (isFlakySlow) return { kind: 'text', text: 'one two', pace: { stallAfter: 3 } };
    return { kind: 'status', status: 503, body: { error: { message: 'no' } } };
  });
  writeFleet(folders, upstream.baseUrl);
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-the-state' } });
  const router = askRouter(folders, served);
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  await compareState(page, await router.state());
  await goTo(page, 'dispatch');

  for (const name of ['off', 'unreached', 'free']) {
    const reason = (await router.metrics())[name]?.hard_limit_reason ?? undefined;
    const said = Object.entries(words.limit).find(([known]) => known === reason)?.[1];
    expect(reason === undefined).toBe(name === 'free');
    await expect(healthOf(page, name)).toContainText(said ?? words.health.ready);
  }

  for (let time = 0; time < 3; time += 1) await router.ask('flaky');
  await expect(healthOf(page, 'flaky')).toContainText(words.limit.failures);
  isFlakySlow = true;
  await waitFor('the cooldown to be over', async () =>
    (await router.metrics()).flaky?.hard_limited ? undefined : true,
  );
  await expect(healthOf(page, 'flaky')).toContainText(/Ready|Shaky/);
  // Half-open: one request tries it, and nobody else may meanwhile.
  const probe = router.ask('flaky').catch(() => undefined);
  await expect(healthOf(page, 'flaky')).toContainText(/one request is trying it|all slots in use/);
  expect((await router.metrics()).flaky?.hard_limit_reason).toMatch(/probing|in-flight/);

  const inside = {
    'x-codex-turn-metadata': JSON.stringify({
      request_kind: 'turn',
      thread_source: 'user',
      workspaces: { [folders.project]: {} },
    }),
  };
  const explained = await router.explain(inside);
  expect(explained.candidates.find(({ deployment }) => deployment === 'dear')?.hard_limit_reason).toBe(
    'local-only-folder',
  );
  await router.ask('codex-default', inside);
  await goTo(page, 'decisions');
  await page.getByRole('row').filter({ hasText: 'codex-default' }).first().getByRole('button').press('Enter');
  const candidates = page.getByRole('table', { name: english.adaptive.candidates.caption });
  await expect(candidates.getByRole('row').filter({ hasText: 'dear' })).toContainText(
    words.limit['local-only-folder'],
  );
  await expect(candidates.getByRole('row').filter({ hasText: 'free' }).getByRole('cell').first()).toHaveText(
    String(explained.order.indexOf('free') + 1),
  );
  await compareState(page, await router.state());
  expect(complaints).toEqual([]);
  void probe;
});

test('a budget that is reached, lifted and put back is shown as the router counts it', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.otherwise(() => ({ kind: 'text', text: 'OK.' }));
  writeFleet(folders, upstream.baseUrl);
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-the-budget' } });
  const router = askRouter(folders, served);
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  const limitOfDear = async () =>
    (await router.explain()).candidates.find(({ deployment }) => deployment === 'dear')?.hard_limit_reason;

  await page.getByRole('link', { name: 'Settings' }).press('Enter');
  // Lifted for one request, which alone is dearer than the day: then it holds.
  await page.evaluate(() => fetch('/api/call/budget.lift', { method: 'POST' }));
  await waitFor('the budget to be lifted', async () =>
    (await router.state()).spend.lifted ? true : undefined,
  );
  expect(await limitOfDear()).toBeNull();
  await router.ask('codex-default');
  const spent = await waitFor('the spend to be counted', async () => {
    const { spend } = await router.state();
    return spend.usd > 1 ? spend.usd : undefined;
  });
  await compareState(page, await router.state());
  await goTo(page, 'now');
  await page.getByRole('button', { name: figures.budget.hold }).press('Enter');
  await expect(page.getByText(figures.budget.reached)).toBeVisible();
  expect(await limitOfDear()).toBe('over-budget');
  await compareState(page, await router.state());

  // Degraded: the request goes to what costs nothing, and the decision says why.
  await router.ask('codex-default');
  expect((await router.state()).spend.usd).toBe(spent);
  await goTo(page, 'decisions');
  const newest = page.getByRole('row').filter({ hasText: 'codex-default' }).first();
  await expect(newest).toContainText('free');
  await newest.getByRole('button').press('Enter');
  const candidates = page.getByRole('table', { name: english.adaptive.candidates.caption });
  await expect(candidates.getByRole('row').filter({ hasText: 'dear' })).toContainText(
    words.limit['over-budget'],
  );
  await expect(page.getByText(english.adaptive.budget['day-usd'])).toBeVisible();

  await goTo(page, 'now');
  await page.getByRole('button', { name: figures.budget.lift }).press('Enter');
  await expect(page.getByText(figures.budget.lifted).first()).toBeVisible();
  await compareState(page, await router.state());
  expect(complaints).toEqual([]);
});
