import { type CallSample, type CallTarget, callOnce } from './call-once.ts';

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Figures over the good answers; times in milliseconds. */
export interface CallFigures {
  readonly requests: number;
  readonly failed: number;
  /** Statuses of the failed ones, `none` where no answer came. */
  readonly failures: Readonly<Record<string, number>>;
  readonly ttftMs: Percentiles | undefined;
  readonly totalMs: Percentiles | undefined;
  readonly requestsPerSec: number;
  /** Output tokens of all answers over the whole time; absent where none are reported. */
  readonly tokensPerSec: number | undefined;
}

export interface MeasureOptions {
  readonly iterations: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onCall?: () => void;
}

/** Makes the calls, `concurrency` at a time, and sums them up. @throws the signal's reason when it aborts */
export async function measureCalls(target: CallTarget, options: MeasureOptions): Promise<CallFigures> {
  const { iterations, concurrency, signal, onCall } = options;
  const samples: CallSample[] = [];
  let left = iterations;
  const startedMs = performance.now();
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      samples.push(await callOnce(target, signal));
      signal.throwIfAborted();
      onCall?.();
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, iterations) }, worker));
  return sumUp(samples, performance.now() - startedMs);
}

/** @param elapsedMs from the first call to the last answer */
export function sumUp(samples: readonly CallSample[], elapsedMs: number): CallFigures {
  const good = samples.filter(({ isGood }) => isGood);
  const failures: Record<string, number> = {};
  for (const { isGood, status } of samples) {
    if (isGood) continue;
    const name = String(status ?? 'none');
    failures[name] = (failures[name] ?? 0) + 1;
  }
  const tokens = good.flatMap(({ outputTokens }) => outputTokens ?? []);
  const seconds = elapsedMs / 1000;
  return {
    requests: samples.length,
    failed: samples.length - good.length,
    failures,
    ttftMs: percentiles(good.flatMap(({ ttftMs }) => ttftMs ?? [])),
    totalMs: percentiles(good.map(({ totalMs }) => totalMs)),
    requestsPerSec: good.length / seconds,
    tokensPerSec: tokens.length > 0 ? tokens.reduce((sum, count) => sum + count, 0) / seconds : undefined,
  };
}

/** Nearest rank. */
function percentiles(values: readonly number[]): Percentiles | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
