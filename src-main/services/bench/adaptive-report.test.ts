import { describe, expect, test } from 'vitest';
import type { AdaptiveRecord } from '../../contract/adaptive-report.ts';
import { type RequestRecord, requestRecordSchema } from '../../contract/request-record.ts';
import { drawAround, drawUniform } from '../../domain/markov/bench/draws.ts';
import { buildShadowReport } from './adaptive-report.ts';
import { loggedTurnsOf } from './logged-turn.ts';
import { renderShadowReport } from './render-shadow-report.ts';

type Stage = AdaptiveRecord['rollout'];

/** Request `index` of a log in which the router wanted every request at `b`, which is twice as quick as `a`. */
function drawRecord(index: number, stage: Stage, more: Partial<RequestRecord> = {}): RequestRecord {
  const treated = stage === 'live' || (stage === 'canary' && drawUniform(Math.floor(index / 3), 5) < 0.4);
  const chosen = treated ? 'b' : 'a';
  const slowness = chosen === 'a' ? 2 : 1;
  const adaptive: AdaptiveRecord = {
    enabled: true,
    shadow_mode: stage === 'shadow',
    rollout: stage,
    baseline_provider: 'a',
    suggested_provider: 'b',
    confidence_delta: 0.4,
    effective_order: treated ? ['b', 'a'] : ['a', 'b'],
    would_switch: true,
    applied: treated,
    cost_guard_blocked: false,
    max_cost_multiplier: 2,
    health: {},
    propensity: stage === 'canary' ? (treated ? 0.4 : 0.6) : 1,
    treated,
  };
  const totalMs = drawAround(3000 * slowness, 0.3, index, 1);
  return requestRecordSchema.parse({
    v: 1,
    id: `req_${index}`,
    at_ms: index * 60_000,
    kind: 'turn',
    asked: 'both',
    resolved: 'both',
    strategy: 'ordered',
    candidates: [],
    attempts: [
      { deployment: chosen, at_ms: index * 60_000, total_ms: totalMs, result: 'succeeded', word: 'ok' },
    ],
    chosen,
    cause: 'first-in-order',
    choice_probability: 1,
    reason: 'both',
    status: 200,
    ttft_ms: drawAround(600 * slowness, 0.3, index, 2),
    total_ms: totalMs,
    cost_usd: 0.01,
    quality: 1,
    conversation_id: `c${Math.floor(index / 3)}`,
    adaptive_router: adaptive,
    ...more,
  });
}
const drawLog = (stage: Stage, requests = 300) =>
  Array.from({ length: requests }, (_, index) => drawRecord(index, stage));
const reportOf = (records: readonly RequestRecord[]) => buildShadowReport(loggedTurnsOf(records), 1, 200);

describe('the report from the log', () => {
  test('of a shadow admits that it is the model only, and says how to collect evidence', async () => {
    const report = await reportOf(drawLog('shadow'));
    expect(report).toMatchObject({ requests: 300, wouldSwitch: 300, applied: 0 });
    expect(report.moves).toEqual([{ from: 'a', to: 'b', requests: 300 }]);
    expect(report.counterfactual.model_only).toBe(true);
    expect(report.gate.open).toBe(false);
    const text = renderShadowReport(report);
    expect(text).toContain('model only');
    expect(text).toContain('signalbox adaptive canary');
  });

  test('of a canary gives intervals that hold the truth, and opens the gate', async () => {
    const report = await reportOf(drawLog('canary'));
    expect(report.counterfactual.model_only).toBe(false);
    expect(report.counterfactual.effective_sample_size).toBeGreaterThan(60);
    expect(report.counterfactual.effective_sample_size).toBeLessThan(300);
    const ttft = report.counterfactual.figures.find(one => one.figure === 'ttft_p50_ms');
    // The median of `b` is 600 ms, that of the log lies between 600 and 1200.
    expect(ttft?.shadow?.low).toBeLessThan(600);
    expect(ttft?.shadow?.high).toBeGreaterThan(600);
    expect(ttft?.live).toBeGreaterThan(ttft?.shadow?.high ?? Number.POSITIVE_INFINITY);
    expect(report.gate).toMatchObject({ open: true, next: 'live' });
    expect(renderShadowReport(report)).toContain('signalbox adaptive live');
  });

  test('of a shadow beside a softmax is evidence: what was drawn now and then shows what the model would get', async () => {
    const records = drawLog('shadow').map((record, index) => {
      const isB = drawUniform(index, 8) < 0.3;
      const { adaptive_router: adaptive, ...rest } = drawRecord(index, isB ? 'live' : 'shadow');
      const chosen = isB ? 'b' : 'a';
      const candidates = [
        { deployment: 'a', provider: 'p', soft_risk: 0.5, probability: 0.7 },
        { deployment: 'b', provider: 'p', soft_risk: 0.2, probability: 0.3 },
      ];
      return requestRecordSchema.parse({
        ...record,
        ...rest,
        candidates,
        cause: 'drawn',
        choice_probability: isB ? 0.3 : 0.7,
        adaptive_router: {
          ...adaptive,
          rollout: 'shadow',
          baseline_provider: chosen,
          would_switch: !isB,
          applied: false,
          treated: false,
          propensity: isB ? 0.3 : 0.7,
          target_shares: { b: 1 },
        },
      });
    });
    const { counterfactual } = await reportOf(records);
    expect(counterfactual.model_only).toBe(false);
    expect(counterfactual.effective_sample_size).toBeGreaterThan(60);
    expect(counterfactual.effective_sample_size).toBeLessThan(120);
    const ttft = counterfactual.figures.find(one => one.figure === 'ttft_p50_ms');
    expect(ttft?.shadow?.low).toBeLessThan(600);
    expect(ttft?.shadow?.high).toBeGreaterThan(600);
    expect(ttft?.live).toBeGreaterThan(ttft?.shadow?.high ?? Number.POSITIVE_INFINITY);
  });

  test('of an empty log says how to begin', async () => {
    expect(renderShadowReport(await reportOf([]))).toContain('signalbox adaptive shadow');
  });

  test('is the same for the same log', async () => {
    const log = drawLog('canary', 90);
    expect(await reportOf(log)).toEqual(await reportOf(log));
  });
});

describe('what counts of the log', () => {
  const tokens = (input: number) => ({
    convention: 'input-includes-cached' as const,
    source: 'reported' as const,
    input,
    cached_input: 0,
    cache_write: 0,
    output: 10,
    reasoning: 0,
    total: input + 10,
  });
  const one = (index: number, more: Partial<RequestRecord>) =>
    drawRecord(index, 'shadow', { conversation_id: 'c', turn_id: 't', total_ms: 1000, ...more });

  test('an answer that was asked for again at once is worth less than one that was taken', () => {
    const turns = loggedTurnsOf([
      one(0, { tokens: tokens(900), at_ms: 0 }),
      one(1, { tokens: tokens(900), at_ms: 3000 }),
      one(2, { tokens: tokens(950), at_ms: 6000 }),
    ]);
    expect(turns.map(turn => turn.qualityShare)).toEqual([0.6, 1, 1]);
  });

  test('refusals of the request, clients that went and records without the block say nothing', () => {
    const attempt = (result: 'rejected' | 'cancelled') => ({
      attempts: [{ deployment: 'a', at_ms: 0, total_ms: 5, result, word: 'x' }],
    });
    const off = { ...drawRecord(3, 'shadow').adaptive_router, enabled: false };
    const turns = loggedTurnsOf([
      one(0, attempt('rejected')),
      one(1, attempt('cancelled')),
      one(2, { attempts: [] }),
      one(3, { adaptive_router: off }),
      one(4, { adaptive_router: undefined }),
      one(5, {}),
    ]);
    expect(turns.map(turn => turn.requestId)).toEqual(['req_5']);
  });
});
