import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import { filterRequests, requestState } from './request-state.ts';
import { percentile, summariseRequests } from './summarise-requests.ts';

const request = (fields: Partial<RequestEvent>): RequestEvent => ({
  id: 'req_1',
  phase: 'ended',
  startedAtMs: 0,
  requestedModel: 'codex-default',
  kind: 'turn',
  status: 200,
  ...fields,
});

const without = (status: 'status', fields: Partial<RequestEvent>): RequestEvent => {
  const { [status]: _, ...rest } = request(fields);
  return rest;
};

describe('requestState', () => {
  it.each([
    [without('status', { phase: 'started' }), 'running'],
    [without('status', { phase: 'first-byte' }), 'streaming'],
    [request({ status: 200 }), 'answered'],
    [request({ status: 429 }), 'failed'],
    [request({ status: 200, errorCode: 'stream-broken' }), 'failed'],
    [without('status', { phase: 'ended' }), 'failed'],
  ])('%o is %s', (event, state) => expect(requestState(event)).toBe(state));
});

describe('filterRequests', () => {
  const rows = [
    request({ id: 'req_1', reason: 'Préféré : clé présente', provider: 'gemini' }),
    request({ id: 'req_2', status: 503, errorCode: 'unavailable', attempts: 3 }),
    without('status', { id: 'req_3', phase: 'started' }),
  ];
  it.each([
    ['all', '', ['req_1', 'req_2', 'req_3']],
    ['failed', '', ['req_2']],
    ['running', '', ['req_3']],
    ['moved', '', ['req_2']],
    ['all', 'PREFERE gemini', ['req_1']],
    ['all', 'gemini unavailable', []],
    ['failed', 'codex-default', ['req_2']],
  ] as const)('%s with “%s” leaves %j', (filter, search, ids) => {
    expect(filterRequests(rows, filter, search).map(({ id }) => id)).toEqual(ids);
  });

  it('finds a reason by the words the page has for it, and by its own', () => {
    const ids = (search: string) =>
      filterRequests(rows, 'all', search, () => 'Premier candidat').map(({ id }) => id);
    expect(ids('premier')).toEqual(['req_1']);
    expect(ids('prefere')).toEqual(['req_1']);
  });

  it('takes a search as text, never as a pattern', () => {
    expect(filterRequests(rows, 'all', '.* [')).toEqual([]);
  });
});

describe('summaries', () => {
  it('counts failures and takes TTFT only from requests that had a first byte', () => {
    const summary = summariseRequests([
      request({ ttftMs: 100 }),
      request({ ttftMs: 300 }),
      request({ status: 500 }),
    ]);
    expect(summary).toEqual({ count: 3, failedCount: 1, ttftMedianMs: 100, ttftP95Ms: 300 });
  });

  it('gives a percentile that is one of the values, with at least that share at or below it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const found = percentile(values, share);
          expect(values).toContain(found);
          const below = values.filter(value => found !== undefined && value <= found).length;
          expect(below / values.length).toBeGreaterThanOrEqual(share - 1e-9);
        },
      ),
    );
    expect(percentile([], 0.5)).toBeUndefined();
  });
});
