import { readFile } from 'node:fs/promises';
import type { HistoryDay, HistoryPage, HistoryQuery, HistoryRecord } from '../../contract/history.ts';
import type { RequestRecord } from '../../contract/request-record.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { parseHistoryRow } from './history-row.ts';
import { listLedgerFiles } from './ledger-files.ts';
import { parseRecord } from './parse-record.ts';
import { selectRows, sumDays } from './query-history.ts';
import { tailLedger } from './tail-ledger.ts';

export interface History {
  query(query: HistoryQuery): Promise<HistoryPage>;
  days(fromMs: number | undefined, toMs: number | undefined): Promise<HistoryDay[]>;
  /** The whole record of one request. */
  find(id: string): Promise<RequestRecord | undefined>;
}

/** Rows held at most; the oldest go. */
const ROWS = 300_000;

/**
 * The request log for looking at. The first question reads all of it, later ones only what was written since;
 * the rows stay in memory, the last sorting too, so that paging through it costs nothing.
 */
export function openHistory(folder: string): History {
  const tail = tailLedger(folder);
  const ids = new Set<string>();
  let rows: HistoryRecord[] = [];
  let version = 0;
  let reading: Promise<void> = Promise.resolve();
  let selected: { readonly key: string; readonly rows: readonly HistoryRecord[] } | undefined;

  async function readNew(): Promise<void> {
    await tail.read(line => {
      const row = parseHistoryRow(line);
      if (row === undefined || ids.has(row.id)) return;
      ids.add(row.id);
      rows.push(row);
      version += 1;
    });
    if (rows.length > ROWS) {
      for (const { id } of rows.slice(0, -ROWS)) ids.delete(id);
      rows = rows.slice(-ROWS);
    }
  }
  function refresh(): Promise<void> {
    // One reader at a time; a failed one does not stop the next.
    reading = reading.then(readNew, readNew);
    return reading;
  }

  return {
    async query({ filter, sort, isDescending, offset, limit }) {
      await refresh();
      const key = JSON.stringify([version, filter, sort, isDescending]);
      if (selected?.key !== key) selected = { key, rows: selectRows(rows, filter, sort, isDescending) };
      return { total: selected.rows.length, records: selected.rows.slice(offset, offset + limit) };
    },
    async days(fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY) {
      await refresh();
      return sumDays(rows, fromMs, toMs);
    },
    async find(id) {
      const needle = `"id":${JSON.stringify(id)}`;
      for (const path of (await listLedgerFiles(folder)).reverse()) {
        const bytes = await readFile(path).catch((cause: unknown) => {
          if (hasErrorCode(cause, 'ENOENT')) return Buffer.alloc(0); // rotated away meanwhile
          throw cause;
        });
        for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
          const start = bytes.lastIndexOf(0x0a, at) + 1;
          const end = bytes.indexOf(0x0a, at);
          const record = parseRecord(bytes.toString('utf8', start, end < 0 ? bytes.length : end));
          if (record?.id === id) return record;
        }
      }
      return undefined;
    },
  };
}
