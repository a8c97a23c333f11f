import type { HistoryDay } from '../../../src-main/contract/history.ts';
import type { PlotSeries } from '../../ui/time-plot.tsx';

const DAY_MS = 86_400_000;

export interface DayStack {
  /** Midnights in UTC of every day from the first to the last, seconds. */
  readonly timesS: readonly number[];
  readonly series: readonly PlotSeries[];
  readonly total: number;
}

const dayMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/**
 * One series an alias, the dearest first whatever is measured (an alias then has one colour in every plot), all but the first `most` of them together; a day without a request is 0,
 * since nothing was spent then.
 */
export const stackDays = (
  days: readonly HistoryDay[],
  measure: (day: HistoryDay) => number,
  most: number,
  othersLabel: string,
): DayStack => {
  const times = days.map(({ day }) => dayMs(day));
  if (times.length === 0) return { timesS: [], series: [], total: 0 };
  const first = times.reduce((least, time) => Math.min(least, time));
  const last = times.reduce((latest, time) => Math.max(latest, time));
  const count = Math.round((last - first) / DAY_MS) + 1;
  const sums = new Map<string, number>();
  for (const day of days) sums.set(day.alias, (sums.get(day.alias) ?? 0) + day.costUsd);
  const ranked = [...sums].sort(([, left], [, right]) => right - left).map(([alias]) => alias);
  const own = new Set(ranked.length > most + 1 ? ranked.slice(0, most) : ranked);
  const values = new Map<string, number[]>();
  for (const day of days) {
    const label = own.has(day.alias) ? day.alias : othersLabel;
    const row = values.get(label) ?? new Array<number>(count).fill(0);
    const at = Math.round((dayMs(day.day) - first) / DAY_MS);
    row[at] = (row[at] ?? 0) + measure(day);
    values.set(label, row);
  }
  const labels = [
    ...ranked.filter(alias => own.has(alias)),
    ...(values.has(othersLabel) ? [othersLabel] : []),
  ];
  return {
    timesS: Array.from({ length: count }, (_, index) => (first + index * DAY_MS) / 1000),
    series: [...new Set(labels)].map(label => ({ label, values: values.get(label) ?? [] })),
    total: days.reduce((sum, day) => sum + measure(day), 0),
  };
};
