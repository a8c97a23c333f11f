import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryDay, HistoryQuery, HistoryRecord } from '../../../src-main/contract/history.ts';
import { openHistoryPager, PAGE_LENGTH, rowAt } from './history-pager.ts';
import { stackDays } from './stack-days.ts';
import { CSV_COLUMNS, writeCsvRows } from './write-csv.ts';

const record = (fields: Partial<HistoryRecord>): HistoryRecord => ({
  id: 'req_1',
  phase: 'ended',
  startedAtMs: 0,
  requestedModel: 'codex-default',
  kind: 'turn',
  ...fields,
});

/** A reader of RFC 4180, written apart from the writer. */
const readCsvLine = (line: string): string[] => {
  const cells: string[] = [''];
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    const last = cells.length - 1;
    if (sign === '"' && isQuoted && line[at + 1] === '"') {
      cells[last] += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ',' && !isQuoted) cells.push('');
    else cells[last] += sign;
  }
  return cells;
};

describe('CSV', () => {
  it('gives every text back whole, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), reason => {
        const cells = readCsvLine(writeCsvRows([record({ reason })]).slice(0, -2));
        expect(cells.length).toBe(CSV_COLUMNS.length);
        expect(cells.at(-1)?.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(reason);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx'])('keeps a spreadsheet from running %j', reason => {
    expect(readCsvLine(writeCsvRows([record({ reason })]).slice(0, -2)).at(-1)).toBe(`'${reason}`);
  });
});

describe('stackDays', () => {
  const day = (on: string, alias: string, costUsd: number): HistoryDay => ({
    day: on,
    alias,
    costUsd,
    requests: 1,
    failed: 0,
    inputTokens: 0,
    outputTokens: 0,
  });

  it('has a zero for a day without requests and puts small aliases together', () => {
    const stack = stackDays(
      [
        day('2026-03-01', 'a', 5),
        day('2026-03-03', 'b', 3),
        day('2026-03-03', 'c', 1),
        day('2026-03-03', 'd', 1),
      ],
      ({ costUsd }) => costUsd,
      2,
      'others',
    );
    expect(stack.timesS).toEqual(
      [Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 3)].map(ms => ms / 1000),
    );
    expect(stack.series).toEqual([
      { label: 'a', values: [5, 0, 0] },
      { label: 'b', values: [0, 0, 3] },
      { label: 'others', values: [0, 0, 2] },
    ]);
    expect(stack.total).toBe(10);
  });
});

describe('the pager', () => {
  const query = { filter: { search: '', onlyFailed: false }, sort: 'time', isDescending: true } as const;
  const settle = () => new Promise(resolve => setImmediate(resolve));

  it('asks for each page once, only when its rows come into view', async () => {
    const asked: HistoryQuery[] = [];
    const pager = openHistoryPager(query, async one => {
      asked.push(one);
      return { page: { total: 1000, records: [record({ id: `req_${one.offset}` })] } };
    });
    pager.want(0, 10);
    await settle();
    pager.want(0, 10);
    pager.want(2 * PAGE_LENGTH - 5, 2 * PAGE_LENGTH + 5);
    await settle();
    expect(asked.map(({ offset }) => offset)).toEqual([0, PAGE_LENGTH, 2 * PAGE_LENGTH]);
    expect(rowAt(pager.getState(), 2 * PAGE_LENGTH)?.id).toBe(`req_${2 * PAGE_LENGTH}`);
    expect(rowAt(pager.getState(), 999)).toBeUndefined();
  });

  it('says when there is no request log, and drops what comes after it was closed', async () => {
    const absent = openHistoryPager(query, async () => ({}));
    await settle();
    expect(absent.getState().isAbsent).toBe(true);
    const closed = openHistoryPager(query, async () => ({ page: { total: 5, records: [] } }));
    closed.close();
    await settle();
    expect(closed.getState().total).toBeUndefined();
  });

  it('asks again for a page whose question failed', async () => {
    let count = 0;
    const pager = openHistoryPager(query, async () => {
      count += 1;
      return undefined;
    });
    await settle();
    pager.want(0, 0);
    expect(count).toBe(2);
  });
});
