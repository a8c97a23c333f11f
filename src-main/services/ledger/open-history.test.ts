import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyQuerySchema } from '../../contract/history.ts';
import { openHistory } from './open-history.ts';
import { readSince } from './read-since.ts';
import { recordOf } from './testing/record-fixture.ts';

const T0 = new Date(2026, 10, 21, 12).getTime();
const DAY_MS = 86_400_000;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (id: string, more: Parameters<typeof recordOf>[1] = {}) =>
  `${JSON.stringify(recordOf(id, { at_ms: T0, ...more }))}\n`;
const log = () => join(folder, 'cost_router.jsonl');
const query = (more: object = {}) => historyQuerySchema.parse({ offset: 0, limit: 100, ...more });
const ids = (page: { readonly records: readonly { readonly id: string }[] }) =>
  page.records.map(({ id }) => id);

describe('the history', () => {
  it('is empty without a log', async () => {
    expect(await openHistory(folder).query(query())).toEqual({ total: 0, records: [] });
  });

  it('finds what was appended, rotated and cut, each record once', async () => {
    const history = openHistory(folder);
    await writeFile(log(), line('one') + line('two', { at_ms: T0 + 1 }));
    expect(ids(await history.query(query()))).toEqual(['two', 'one']);
    await appendFile(log(), `${line('three', { at_ms: T0 + 2 })}{"v":1,"id":"cut`);
    expect(ids(await history.query(query()))).toEqual(['three', 'two', 'one']);
    await appendFile(log(), `off"}\n${line('two')}`);
    await rename(log(), `${log()}.1`);
    await writeFile(log(), line('four', { at_ms: T0 + 3 }));
    expect(ids(await history.query(query()))).toEqual(['four', 'three', 'two', 'one']);
    expect(ids(await openHistory(folder).query(query()))).toEqual(['four', 'three', 'two', 'one']);
  });

  it.each([
    [{ filter: { search: 'PREMIERE café' } }, ['accents']],
    [{ filter: { search: 'no such word' } }, []],
    [{ filter: { alias: 'codex-light' } }, ['light']],
    [{ filter: { onlyFailed: true } }, ['failed']],
    [{ filter: { fromMs: T0 + DAY_MS } }, ['late']],
    [{ filter: { toMs: T0, onlyFailed: false, alias: 'codex-default' }, sort: 'cost', limit: 1 }, ['dear']],
    [{ sort: 'ttft', isDescending: false, offset: 4 }, ['slow']],
  ])('%j gives %j', async (asked, expected) => {
    await writeFile(
      log(),
      line('accents', { reason: 'Première, Café' }) +
        line('light', { asked: 'codex-light', reason: 'x' }) +
        line('failed', { status: 502, reason: 'x' }) +
        line('late', { at_ms: T0 + DAY_MS, reason: 'x' }) +
        line('dear', { cost_usd: 2, reason: 'x', ttft_ms: 1 }) +
        line('slow', { ttft_ms: 9000, at_ms: T0 - 1, reason: 'x', asked: 'codex-deep' }),
    );
    const page = await openHistory(folder).query(query(asked));
    if ('offset' in asked) expect(ids(page).at(-1)).toBe('slow');
    else expect(ids(page)).toEqual(expected);
  });

  it('sums days by alias', async () => {
    await writeFile(
      log(),
      line('one', { cost_usd: 1, saved_usd: 0.5 }) +
        line('two', { cost_usd: 2, status: 429 }) +
        line('three', { at_ms: T0 - DAY_MS, asked: 'codex-light' }),
    );
    const days = await openHistory(folder).days(undefined, undefined);
    expect(days).toMatchObject([
      { day: '2026-11-20', alias: 'codex-light', requests: 1, failed: 0 },
      { day: '2026-11-21', alias: 'codex-default', requests: 2, failed: 1, costUsd: 3, savedUsd: 0.5 },
    ]);
    expect(await openHistory(folder).days(T0, undefined)).toHaveLength(1);
  });

  it('gives the whole record of one request, also of an older generation', async () => {
    await writeFile(`${log()}.1`, line('old', { reason: 'mentions "id":"new" in words' }));
    await writeFile(log(), line('new'));
    expect(await openHistory(folder).find('old')).toEqual(
      recordOf('old', { at_ms: T0, reason: 'mentions "id":"new" in words' }),
    );
    expect(await openHistory(folder).find('gone')).toBeUndefined();
  });

  it('holds 20 000 records and pages through them', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => line(`r${at}`, { at_ms: T0 + at })).join('');
    await writeFile(log(), many);
    const history = openHistory(folder);
    const page = await history.query(query({ offset: 19_990 }));
    expect(page.total).toBe(20_000);
    expect(page.records.at(-1)?.id).toBe('r0');
    expect((await history.query(query({ filter: { search: 'r19999' } }))).total).toBe(1);
  }, 30_000);
});

describe('readSince', () => {
  it('stops at the first record that is much older', async () => {
    await writeFile(
      log(),
      line('yesterday', { at_ms: T0 - DAY_MS }) +
        line('hidden by it', { at_ms: T0 }) +
        line('older', { at_ms: T0 - DAY_MS }) +
        line('today', { at_ms: T0 }) +
        line('just before', { at_ms: T0 - 60_000 }) +
        line('now', { at_ms: T0 + 5 }),
    );
    expect((await readSince(folder, T0)).map(({ id }) => id)).toEqual(['now', 'today']);
  });
});
