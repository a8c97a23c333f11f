import { createTallying, type Tallies, type Tally } from '../../domain/usage/tally.ts';
import { readLedger } from '../../services/ledger/read-ledger.ts';
import { ledgerFolder } from './history.ts';
import { count, usd } from './output/figures.ts';
import { table } from './output/table.ts';
import type { Surroundings } from './surroundings.ts';

export interface Stats {
  readonly tallies: Tallies;
  /** Lines that could not be read. */
  readonly damagedLines: number;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}

/** @param days only the last so many of the person's calendar days, today among them */
export async function readStats(
  days: number | undefined,
  nowMs: number,
  at: Surroundings,
  signal: AbortSignal,
): Promise<Stats> {
  const tallying = createTallying(dayOf);
  let damagedLines = 0;
  let fromMs: number | undefined;
  let toMs: number | undefined;
  const sinceMs = days === undefined ? Number.NEGATIVE_INFINITY : startOfDay(nowMs, days - 1);
  const onDamaged = () => {
    damagedLines += 1;
  };
  for await (const record of readLedger(ledgerFolder(at), { onDamaged, signal })) {
    if (record.at_ms < sinceMs) continue;
    fromMs = Math.min(fromMs ?? record.at_ms, record.at_ms);
    toMs = Math.max(toMs ?? record.at_ms, record.at_ms);
    tallying.add(record);
  }
  return { tallies: tallying.result(), damagedLines, fromMs, toMs };
}

function startOfDay(nowMs: number, daysBefore: number): number {
  const day = new Date(nowMs);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - daysBefore);
  return day.getTime();
}

/** `2026-11-21`, by the person's own clock. */
function dayOf(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** As JSON: maps become objects. */
export function statsJson({ tallies, damagedLines, fromMs, toMs }: Stats) {
  return {
    all: tallies.all,
    byDay: Object.fromEntries(tallies.byDay),
    byAlias: Object.fromEntries(tallies.byAlias),
    byDeployment: Object.fromEntries(tallies.byDeployment),
    byKind: Object.fromEntries(tallies.byKind),
    damagedLines,
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  };
}

const HEAD = ['requests', 'failed', 'retried', 'in', 'cached', 'out', 'cost', 'saved'];

function cells(tally: Tally): string[] {
  const { requests, failed, retried, inputTokens, cachedInputTokens, outputTokens, costUsd, savedUsd } =
    tally;
  const counts = [requests, failed, retried, inputTokens, cachedInputTokens, outputTokens].map(count);
  return [...counts, usd(costUsd), usd(savedUsd)];
}

function section(title: string, tallies: ReadonlyMap<string, Tally>): (readonly string[])[] {
  return [[], [title, ...HEAD], ...[...tallies].map(([name, tally]) => [name, ...cells(tally)])];
}

export function describeStats({ tallies, damagedLines }: Stats): string {
  const { all } = tallies;
  const damaged =
    damagedLines === 0 ? [] : [`${count(damagedLines)} damaged lines of the log were passed over.`];
  if (all.requests === 0) return ['No request has been logged yet.', ...damaged].join('\n');
  const rows = [
    ['', ...HEAD],
    ['all', ...cells(all)],
    ...section('by day', tallies.byDay),
    ...section('by alias', tallies.byAlias),
    ...section('by deployment', tallies.byDeployment),
    ...section('by kind', tallies.byKind),
  ];
  const notes = [
    ...(all.estimatedRequests > 0
      ? [`Tokens of ${count(all.estimatedRequests)} requests are estimates of our own.`]
      : []),
    ...(all.unpricedRequests > 0
      ? [`${count(all.unpricedRequests)} requests have no known price and count as nothing.`]
      : []),
    ...damaged,
  ];
  return [table(rows, [1, 2, 3, 4, 5, 6, 7, 8]), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
