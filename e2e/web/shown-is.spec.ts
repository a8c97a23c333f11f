import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { stringify } from 'yaml';
import type { z } from 'zod';
import {
  type deploymentMetricsSchema,
  dispatchMetricsSchema,
} from '../../src-main/contract/dispatch-view.ts';
import * as format from '../../src-renderer/format.ts';
import { english } from '../../src-renderer/i18n/english.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { killRouter } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';
import { openPage } from '../renderer/open-page.ts';

const LOCALE = 'en-GB';
type Metrics = z.infer<typeof deploymentMetricsSchema>;

/** Seven deployments, each made to end in a state of its own. */
const writeFleet = (folders: ScratchFolders, openaiUrl: string): void => {
  writeRouterYaml(folders, { openaiUrl, timeouts: { drain_ms: 3000 } });
  const priced = { input_usd_per_mtok: 2, output_usd_per_mtok: 8 };
  const openai = (model: string, more: object = {}) => ({ provider: 'openai', model, ...priced, ...more });
  writeFileSync(
    join(folders.signalboxHome, 'router.yaml'),
    stringify({
      listen: { host: '127.0.0.1', port: 0 },
      timeouts: { drain_ms: 3000 },
      providers: {
        openai: { wire_api: 'responses', base_url: openaiUrl, key_env: 'OPENAI_API_KEY' },
        gemini: { wire_api: 'responses', base_url: openaiUrl, key_env: 'GEMINI_API_KEY' },
        anthropic: { wire_api: 'responses', base_url: openaiUrl, key_env: 'ANTHROPIC_API_KEY' },
      },
      deployments: {
        well: openai('m-well'),
        limited: openai('m-limited'),
        missing: openai('m-missing'),
        failing: openai('m-failing'),
        'one-slot': openai('m-slow', { max_in_flight: 1 }),
        keyless: { provider: 'gemini', model: 'm-well' },
        refused: { provider: 'anthropic', model: 'm-refused' },
      },
      aliases: { 'codex-default': { candidates: ['well', 'limited'], strategy: 'risk-adjusted' } },
    }),
  );
};

/** The cells of every row of the Dispatch view, by deployment and column. */
const readRows = (page: Page): Promise<Record<string, Record<string, string>>> =>
  page.getByRole('table').evaluate(table => {
    const text = (element: Element): string => (element as HTMLElement).innerText.trim();
    const columns = [...table.querySelectorAll('thead th')].map(text);
    const rows = [...table.querySelectorAll('tbody tr')].map(row => {
      const cells = [...row.querySelectorAll('td')].map(text);
      return [
        (cells[0] ?? '').split('\n')[0] ?? '',
        Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
      ] as const;
    });
    return Object.fromEntries(rows);
  });

const words = english.dispatch;
const figuresOf = (is: Metrics): Record<string, string> => ({
  [words.column.probability]: is.hard_limited ? '—' : format.formatShare(LOCALE, is.probability),
  [words.column.risk]: format.formatScore(LOCALE, is.soft_risk ?? undefined),
  [words.column.inFlight]: `${is.in_flight} of ${is.max_in_flight}`,
  [words.column.ttft]: format.formatDuration(LOCALE, is.ewma_ttft_ms),
  [words.column.latency]: format.formatDuration(LOCALE, is.ewma_total_latency_ms),
  [words.column.speed]: format.formatPerSec(LOCALE, is.ewma_tokens_per_second),
  [words.column.cost]: format.formatUsd(LOCALE, is.ewma_cost_usd),
  [words.column.error]: format.formatShare(LOCALE, is.ewma_error_rate),
  [words.column.pressure]: format.formatShare(LOCALE, is.ewma_token_pressure),
  [words.column.queue]: format.formatPerSec(LOCALE, is.ewma_queue_depth),
});

const CHECKED_LIMITS = ['rate-limited', 'model-missing', 'failures', 'in-flight', 'no-key', 'key-refused'];

test('every figure and limit of the Dispatch view is the router’s own, in every state a deployment can be in', async ({
  browser,
}) => {
  test.slow();
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.otherwise(request => {
    const { model } = request.json() as { model: string };
    const status = { 'm-limited': 429, 'm-missing': 404, 'm-failing': 503, 'm-refused': 401 }[model];
    if (model === 'm-slow') return { kind: 'text', text: 'one two', pace: { stallAfter: 3 } };
    if (status === undefined) return { kind: 'text', text: 'OK.' };
    const code = status === 404 ? 'model_not_found' : 'no';
    return {
      kind: 'status',
      status,
      body: { error: { message: 'no', code } },
      headers: { 'retry-after': '120' },
    };
  });
  writeFleet(folders, upstream.baseUrl);
  await using served = await startServing(folders, {
    env: {
      OPENAI_API_KEY: 'sk-of-the-state-test',
      ANTHROPIC_API_KEY: 'sk-of-the-state-test-too',
    },
  });
  await using opened = await openPage(browser, `${served.dashboard}#/dispatch`);
  const { page, complaints } = opened;
  await page.locator('a[href="#/dispatch"]').click();
  const router = `http://127.0.0.1:${served.port}`;
  const headers = {
    authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}`,
    'content-type': 'application/json',
  };
  const readMetrics = async (): Promise<Record<string, Metrics>> =>
    dispatchMetricsSchema.parse(await (await fetch(`${router}/dispatch/metrics`, { headers })).json())
      .deployments;
  const ask = (model: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${router}/v1/responses`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ model, input: 'Hello.', stream: true }),
      ...(signal ? { signal } : {}),
    });
  const answered = async (model: string): Promise<void> => void (await (await ask(model)).text());

  const compare = async (): Promise<void> =>
    expect(async () => {
      const before = await readMetrics();
      const shown = await readRows(page);
      const is = await readMetrics();
      expect(Object.keys(shown).sort()).toEqual(Object.keys(is).sort());
      for (const [name, figures] of Object.entries(is)) {
        expect(shown[name], name).toMatchObject(figuresOf(figures));
        const health = shown[name]?.[words.column.health] ?? '';
        const reason = figures.hard_limit_reason;
        const limit =
          reason === null ? undefined : Object.entries(words.limit).find(([known]) => known === reason);
        expect(health, name).toContain(reason === null ? '' : (limit?.[1] ?? reason));
        if (reason === null) expect(health, name).toMatch(/^(Ready|Shaky)$/);
        const leftS = figures.hard_limited_remaining_s;
        if (leftS === null) expect(health, name).not.toContain('left');
        else {
          const around = [0, 1, 2].map(s => format.formatCountdown(LOCALE, (leftS + s) * 1000));
          const first = format.formatCountdown(
            LOCALE,
            (before[name]?.hard_limited_remaining_s ?? leftS) * 1000,
          );
          expect(
            [...around, first].some(time => health.includes(`${time} left`)),
            `${name}: ${health}`,
          ).toBe(true);
        }
      }
    }).toPass({ timeout: 15_000 });

  await compare();
  await answered('well');
  await compare();
  for (const model of ['limited', 'missing', 'refused', 'failing', 'failing', 'failing'])
    await answered(model);
  const slow = new AbortController();
  const running = await ask('one-slot', slow.signal);
  expect(running.status).toBe(200);
  await compare();
  const reasons = Object.values(await readMetrics()).map(({ hard_limit_reason }) => hard_limit_reason);
  for (const limit of CHECKED_LIMITS) expect(reasons, limit).toContain(limit);

  await page.getByRole('button', { name: 'Wake limited now' }).click();
  await waitFor('the deployment to be awake', async () =>
    (await readMetrics()).limited?.hard_limit_reason === 'rate-limited' ? undefined : true,
  );
  await compare();
  slow.abort();
  await waitFor('the slot to be free', async () =>
    (await readMetrics())['one-slot']?.in_flight === 0 ? true : undefined,
  );
  await compare();

  await page.getByLabel('Temperature').fill('0.7');
  await page.getByRole('button', { name: 'Use these weights' }).click();
  await waitFor('the new temperature', async () => {
    const all = dispatchMetricsSchema.parse(
      await (await fetch(`${router}/dispatch/metrics`, { headers })).json(),
    );
    return all.temperature === 0.7 ? true : undefined;
  });
  await compare();
  await fetch(`${router}/dispatch/reset`, { method: 'POST', headers });
  await compare();
  expect(complaints).toEqual([]);
});

test('running, restarting, draining, stopped and failed are shown as they are', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.otherwise(() => ({ kind: 'text', text: 'one two', pace: { stallAfter: 3 } }));
  writeFleet(folders, upstream.baseUrl);
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-of-the-phase-test' } });
  await using opened = await openPage(browser, served.dashboard);
  const { page } = opened;
  const phases = english.shell.phase;
  const state = page.locator('header').getByText(new RegExp(`^(${Object.values(phases).join('|')})$`));
  const seen = (phase: keyof typeof phases) => expect(state).toHaveText(phases[phase]);
  await seen('ready');
  await expect(page.getByText(`127.0.0.1:${served.port}.`)).toBeVisible();

  /** A request whose answer does not end by itself. */
  const askForever = async (port: number): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/v1/responses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ model: 'well', input: 'Hello.', stream: true }),
    });
  const inFlight = page.locator('dl div', { hasText: english.now.tile.inFlight }).locator('dd').first();
  const running = await askForever(served.port);
  await expect(inFlight).toHaveText('1');

  await killRouter(served.pid);
  await running.text().catch(() => undefined);
  await expect(page.getByText('restarts: 1')).toBeVisible();
  await seen('ready');

  const portShown = await page
    .getByText(/127\.0\.0\.1:\d+/)
    .first()
    .innerText();
  const last = await askForever(Number(/127\.0\.0\.1:(\d+)/.exec(portShown)?.[1]));
  await expect(inFlight).toHaveText('1');
  await page.getByRole('button', { name: 'Stop routing' }).first().click();
  await seen('draining');
  await last.text().catch(() => undefined);
  await seen('stopped');
  await expect(inFlight).toHaveText('0');
  await expect(page.getByText('Nothing goes through Signalbox.')).toBeVisible();

  // A port that somebody else holds.
  await page.evaluate(
    port => fetch('/api/call/routing.start', { method: 'POST', body: JSON.stringify({ port }) }),
    upstream.port,
  );
  await seen('failed');
  const fault = await page.evaluate(async () => {
    const answer = await fetch('/api/call/snapshot.get', { method: 'POST' });
    return (await answer.json()).routing.fault.message as string;
  });
  await expect(page.getByText(fault).first()).toBeVisible();
});
