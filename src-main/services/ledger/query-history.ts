import type { HistoryDay, HistoryFilter, HistoryRecord, HistorySort } from '../../contract/history.ts';
import { localDay } from '../host/local-day.ts';
import { isFailed } from './history-row.ts';

const MARKS = /\p{M}/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Text as it is compared: without case and accents. */
function fold(text: string): string {
  return (ASCII.test(text) ? text : text.normalize('NFD').replace(MARKS, '')).toLowerCase();
}

/** Rows with the text they are searched by, made when somebody searches. */
const searchable = new WeakMap<HistoryRecord, string>();

function textOf(row: HistoryRecord): string {
  const known = searchable.get(row);
  if (known !== undefined) return known;
  const { id, requestedModel, selectedModel, provider, reason, errorCode, kind, conversationId } = row;
  const text = fold(
    [id, requestedModel, selectedModel, provider, reason, errorCode, kind, conversationId].join('\n'),
  );
  searchable.set(row, text);
  return text;
}

const KEYS: Readonly<Record<HistorySort, (row: HistoryRecord) => number>> = {
  time: row => row.startedAtMs,
  cost: row => row.costUsd ?? -1,
  total: row => row.totalMs ?? -1,
  ttft: row => row.ttftMs ?? -1,
  tokens: row => (row.inputTokens ?? 0) + (row.outputTokens ?? 0),
};

/** The rows the filter leaves, sorted; equal ones newest first. */
export function selectRows(
  rows: readonly HistoryRecord[],
  filter: HistoryFilter,
  sort: HistorySort,
  isDescending: boolean,
): readonly HistoryRecord[] {
  const words = fold(filter.search)
    .split(/\s+/)
    .filter(word => word !== '');
  const left = rows.filter(
    row =>
      (filter.alias === undefined || row.requestedModel === filter.alias) &&
      (!filter.onlyFailed || isFailed(row)) &&
      (filter.fromMs === undefined || row.startedAtMs >= filter.fromMs) &&
      (filter.toMs === undefined || row.startedAtMs <= filter.toMs) &&
      (words.length === 0 || words.every(word => textOf(row).includes(word))),
  );
  const key = KEYS[sort];
  const sign = isDescending ? -1 : 1;
  return left.sort((one, other) => sign * (key(one) - key(other)) || other.startedAtMs - one.startedAtMs);
}

type Sum = { -readonly [Field in keyof HistoryDay]: HistoryDay[Field] };

const QUARTER_MS = 15 * 60_000;

/** Days by quarter of an hour: no offset of a time zone is finer, and asking the calendar is what costs. */
function daysByQuarter(): (atMs: number) => string {
  const known = new Map<number, string>();
  return atMs => {
    const quarter = Math.floor(atMs / QUARTER_MS);
    const day = known.get(quarter) ?? localDay(atMs);
    known.set(quarter, day);
    return day;
  };
}

/** Sums by calendar day and alias, oldest day first. */
export function sumDays(rows: readonly HistoryRecord[], fromMs: number, toMs: number): HistoryDay[] {
  const sums = new Map<string, Sum>();
  const dayOf = daysByQuarter();
  for (const row of rows) {
    if (row.startedAtMs < fromMs || row.startedAtMs > toMs) continue;
    const day = dayOf(row.startedAtMs);
    const alias = row.requestedModel;
    const key = `${day} ${alias}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { day, alias, requests: 0, failed: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
      sums.set(key, sum);
    }
    sum.requests += 1;
    if (isFailed(row)) sum.failed += 1;
    sum.inputTokens += row.inputTokens ?? 0;
    sum.outputTokens += row.outputTokens ?? 0;
    sum.costUsd += row.costUsd ?? 0;
    if (row.savedUsd !== undefined) sum.savedUsd = (sum.savedUsd ?? 0) + row.savedUsd;
  }
  return [...sums.values()].sort((one, other) =>
    one.day === other.day ? (one.alias < other.alias ? -1 : 1) : one.day < other.day ? -1 : 1,
  );
}
