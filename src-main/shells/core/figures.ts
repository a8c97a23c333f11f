import type { FiguresSnapshot } from '../../contract/figures-snapshot.ts';
import type { HistoryRecord } from '../../contract/history.ts';
import { localDay } from '../../services/host/local-day.ts';

export interface Figures {
  /** Counts a request that ended; a second time changes nothing. */
  add(row: HistoryRecord): void;
  snapshot(nowMs: number): FiguresSnapshot;
}

export interface FiguresPolicy {
  readonly baselineAlias: string;
  /** 0 is no limit. */
  readonly budgetUsd: number;
  readonly isBudgetLifted: boolean;
}

const STEP_MS = 60_000;
const STEPS = 60;
/** Percentiles are those of the day's last answers. */
const RECENT = 500;

interface Step {
  requests: number;
  /** Time that calls took within the step, added up. */
  busyMs: number;
  spentUsd: number;
  savedUsd: number | undefined;
  readonly ttftMs: number[];
  readonly tokensPerSec: number[];
}

/** Today's sums and the last hour's course, kept up to date request by request. */
export function createFigures(policy: () => FiguresPolicy): Figures {
  let day = '';
  let ids = new Set<string>();
  let sums = emptySums();
  let ttfts: number[] = [];
  let speeds: number[] = [];
  const steps = new Map<number, Step>();

  function beginDay(next: string): void {
    day = next;
    ids = new Set();
    sums = emptySums();
    ttfts = [];
    speeds = [];
  }

  function stepAt(at: number): Step {
    const known = steps.get(at);
    if (known !== undefined) return known;
    const step: Step = {
      requests: 0,
      busyMs: 0,
      spentUsd: 0,
      savedUsd: undefined,
      ttftMs: [],
      tokensPerSec: [],
    };
    steps.set(at, step);
    return step;
  }

  function addToCourse(row: HistoryRecord, speed: number | undefined): void {
    const endedAtMs = row.startedAtMs + (row.totalMs ?? 0);
    const at = Math.floor(endedAtMs / STEP_MS);
    const step = stepAt(at);
    step.requests += 1;
    step.spentUsd += row.costUsd ?? 0;
    if (row.savedUsd !== undefined) step.savedUsd = (step.savedUsd ?? 0) + row.savedUsd;
    if (row.ttftMs !== undefined) step.ttftMs.push(row.ttftMs);
    if (speed !== undefined) step.tokensPerSec.push(speed);
    for (let one = Math.max(at - STEPS, Math.floor(row.startedAtMs / STEP_MS)); one <= at; one += 1) {
      const fromMs = Math.max(row.startedAtMs, one * STEP_MS);
      stepAt(one).busyMs += Math.min(endedAtMs, (one + 1) * STEP_MS) - fromMs;
    }
    for (const old of steps.keys()) if (old < at - 2 * STEPS) steps.delete(old);
  }

  return {
    add(row) {
      const of = localDay(row.startedAtMs);
      if (of > day) beginDay(of);
      if (of < day || ids.has(row.id)) return;
      ids.add(row.id);
      const speed = speedOf(row);
      sums.requests += 1;
      if (row.errorCode !== undefined || (row.status ?? 0) >= 400) sums.failed += 1;
      sums.spentUsd += row.costUsd ?? 0;
      if (row.savedUsd !== undefined) sums.savedUsd = (sums.savedUsd ?? 0) + row.savedUsd;
      if (row.ttftMs !== undefined) ttfts = [...ttfts.slice(-RECENT + 1), row.ttftMs];
      if (speed !== undefined) speeds = [...speeds.slice(-RECENT + 1), speed];
      addToCourse(row, speed);
    },
    snapshot(nowMs) {
      const today = localDay(nowMs);
      if (today > day) beginDay(today);
      const { baselineAlias, budgetUsd, isBudgetLifted } = policy();
      const sorted = ttfts.toSorted((one, other) => one - other);
      const last = Math.floor(nowMs / STEP_MS);
      const course = Array.from({ length: STEPS }, (_, at) => steps.get(last - STEPS + 1 + at));
      return {
        day,
        requests: sums.requests,
        failed: sums.failed,
        spentUsd: sums.spentUsd,
        ...(sums.savedUsd !== undefined && { savedUsd: sums.savedUsd }),
        baselineAlias,
        budgetUsd,
        isBudgetReached: budgetUsd > 0 && sums.spentUsd >= budgetUsd,
        isBudgetLifted,
        ...(sorted.length > 0 && { ttftP50Ms: percentile(sorted, 0.5), ttftP95Ms: percentile(sorted, 0.95) }),
        ...(speeds.length > 0 && { tokensPerSec: mean(speeds) ?? 0 }),
        course: {
          stepMs: STEP_MS,
          requests: course.map(step => step?.requests ?? null),
          inFlight: course.map(step => (step === undefined ? null : step.busyMs / STEP_MS)),
          spentUsd: course.map(step => step?.spentUsd ?? null),
          savedUsd: course.map(step => step?.savedUsd ?? null),
          ttftMs: course.map(step => mean(step?.ttftMs) ?? null),
          tokensPerSec: course.map(step => mean(step?.tokensPerSec) ?? null),
        },
      };
    },
  };
}

function emptySums(): { requests: number; failed: number; spentUsd: number; savedUsd: number | undefined } {
  return { requests: 0, failed: 0, spentUsd: 0, savedUsd: undefined };
}

/** Output tokens per second after the first one. */
function speedOf({ outputTokens, totalMs, ttftMs }: HistoryRecord): number | undefined {
  const spanMs = (totalMs ?? 0) - (ttftMs ?? 0);
  return outputTokens === undefined || outputTokens === 0 || spanMs < 20
    ? undefined
    : (outputTokens / spanMs) * 1000;
}

function mean(values: readonly number[] | undefined): number | undefined {
  if (values === undefined || values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearest rank. @param sorted ascending, not empty */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
