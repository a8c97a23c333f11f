import type { HistoryRecord } from '../../contract/history.ts';
import { parseHistoryRow } from './history-row.ts';
import { listLedgerFiles } from './ledger-files.ts';
import { linesBackwards } from './lines-backwards.ts';

/** A record is written when its request ends, so one that began earlier may stand after one that began later. */
const OUT_OF_ORDER_MS = 60 * 60 * 1000;

/** The rows since a time, read backwards from the end of the log: a long past costs nothing. */
export async function readSince(folder: string, sinceMs: number): Promise<HistoryRecord[]> {
  const rows: HistoryRecord[] = [];
  for (const path of (await listLedgerFiles(folder)).reverse()) {
    for await (const line of linesBackwards(path)) {
      const row = parseHistoryRow(line);
      if (row === undefined) continue;
      if (row.startedAtMs < sinceMs - OUT_OF_ORDER_MS) return rows;
      if (row.startedAtMs >= sinceMs) rows.push(row);
    }
  }
  return rows;
}
