import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import { requestState } from './request-state.ts';

export interface RequestSummary {
  readonly count: number;
  readonly failedCount: number;
  /** Over those that had a first byte; absent where none had. */
  readonly ttftMedianMs: number | undefined;
  readonly ttftP95Ms: number | undefined;
}

/** Nearest-rank percentile of values in any order; `undefined` of none. */
export const percentile = (values: readonly number[], share: number): number | undefined => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
};

export const summariseRequests = (requests: readonly RequestEvent[]): RequestSummary => {
  const ttfts = requests.flatMap(({ ttftMs }) => (ttftMs === undefined ? [] : [ttftMs]));
  return {
    count: requests.length,
    failedCount: requests.filter(request => requestState(request) === 'failed').length,
    ttftMedianMs: percentile(ttfts, 0.5),
    ttftP95Ms: percentile(ttfts, 0.95),
  };
};
