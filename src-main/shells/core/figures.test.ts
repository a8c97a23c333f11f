import { describe, expect, it } from 'vitest';
import { figuresSnapshotSchema } from '../../contract/figures-snapshot.ts';
import type { HistoryRecord } from '../../contract/history.ts';
import { createFigures } from './figures.ts';

const NOON = new Date(2026, 10, 21, 12).getTime();
const row = (id: string, more: Partial<HistoryRecord> = {}): HistoryRecord => ({
  id,
  phase: 'ended',
  kind: 'turn',
  startedAtMs: NOON,
  requestedModel: 'codex-default',
  status: 200,
  totalMs: 3000,
  ...more,
});
const figuresOf = (rows: readonly HistoryRecord[], budgetUsd = 0) => {
  const figures = createFigures(() => ({ baselineAlias: 'codex-default', budgetUsd, isBudgetLifted: false }));
  for (const one of rows) figures.add(one);
  return figures;
};

describe('the figures of today', () => {
  it('sum what ended, each request once', () => {
    const figures = figuresOf([
      row('a', { costUsd: 0.5, savedUsd: 0.25, ttftMs: 1000, outputTokens: 100 }),
      row('a', { costUsd: 0.5 }),
      row('b', { costUsd: 0.25, status: 503, errorCode: 'all_candidates_limited', ttftMs: 3000 }),
    ]);
    const snapshot = figures.snapshot(NOON + 10_000);
    expect(figuresSnapshotSchema.parse(snapshot)).toMatchObject({
      day: '2026-11-21',
      requests: 2,
      failed: 1,
      spentUsd: 0.75,
      savedUsd: 0.25,
      ttftP50Ms: 1000,
      ttftP95Ms: 3000,
      tokensPerSec: 50,
    });
    expect(snapshot.course?.requests.at(-1)).toBe(2);
    expect(snapshot.course?.ttftMs.at(-1)).toBe(2000);
    expect(snapshot.course?.requests).toHaveLength(60);
    expect(snapshot.course?.requests.at(-2)).toBeNull();
  });

  it('follow the last hour: savings, and how many calls were at work at a time', () => {
    const figures = figuresOf([
      row('a', { startedAtMs: NOON - 90_000, totalMs: 120_000, savedUsd: 0.5 }),
      row('b', { startedAtMs: NOON - 60_000, totalMs: 60_000 }),
      row('c', { startedAtMs: NOON, totalMs: 30_000, savedUsd: -0.25 }),
    ]);
    const { course } = figures.snapshot(NOON + 40_000);
    expect(course?.inFlight.slice(-4)).toEqual([null, 0.5, 2, 1]);
    expect(course?.savedUsd.slice(-3)).toEqual([null, null, 0.25]);
  });

  it('say when the budget is reached', () => {
    expect(figuresOf([row('a', { costUsd: 1 })], 1).snapshot(NOON).isBudgetReached).toBe(true);
    expect(figuresOf([row('a', { costUsd: 1 })], 2).snapshot(NOON).isBudgetReached).toBe(false);
    expect(figuresOf([row('a', { costUsd: 1 })], 0).snapshot(NOON).isBudgetReached).toBe(false);
  });

  it('begin anew at midnight, while the last hour goes on', () => {
    const late = new Date(2026, 10, 21, 23, 50).getTime();
    const figures = figuresOf([row('a', { startedAtMs: late, costUsd: 1 })]);
    const next = figures.snapshot(late + 15 * 60_000);
    expect(next).toMatchObject({ day: '2026-11-22', requests: 0, spentUsd: 0 });
    expect(next.course?.spentUsd.filter(value => value !== null)).toEqual([1]);
    figures.add(row('b', { startedAtMs: late, costUsd: 1 }));
    expect(figures.snapshot(late + 15 * 60_000).requests).toBe(0);
  });
});
