import { describe, expect, test } from 'vitest';
import { createUniformSequence, drawAround, drawUniform } from '../bench/draws.ts';
import { computeConversationShare } from './conversation-share.ts';
import { evaluateGate } from './gate.ts';
import { createRollout, nextRollout, type RolloutState } from './rollout.ts';
import type { TurnSample } from './turn-sample.ts';

interface World {
  readonly latencyFactor?: number;
  readonly failureShare?: number;
  readonly costFactor?: number;
  readonly qualityShare?: number;
}

function drawSample(seed: number, index: number, treated: boolean, world: World = {}): TurnSample {
  const failed = drawUniform(seed, index, 1) < (world.failureShare ?? 0.01);
  const slower = world.latencyFactor ?? 1;
  return {
    cluster: `c${Math.floor(index / 3)}-${treated}`,
    treated,
    failed,
    totalMs: drawAround(6000 * slower, 0.5, seed, index, 2),
    ttftMs: drawAround(1000 * slower, 0.4, seed, index, 3),
    costUsd: drawAround(0.02 * (world.costFactor ?? 1), 0.5, seed, index, 4),
    qualityShare: drawUniform(seed, index, 5) < (world.qualityShare ?? 0.96) ? 1 : 0.5,
  };
}

/** Feeds a canary of a third of the traffic: alike for 150 requests, then the adaptive side as `world` says. */
function runCanary(seed: number, world: World, requests = 300): { state: RolloutState; worsenedFor: number } {
  let state = createRollout('canary', 0);
  let worsenedFor = 0;
  for (let index = 0; index < requests; index += 1) {
    const treated = index % 3 === 0;
    const isWorsened = treated && index >= 150;
    const sample = drawSample(seed, index, treated, isWorsened ? world : {});
    state = nextRollout(state, { type: 'ended', sample }, index * 1000);
    if (isWorsened) worsenedFor += 1;
    if (state.stage !== 'canary') break;
  }
  return { state, worsenedFor };
}

describe('a canary made worse on purpose', () => {
  test.each([
    ['failing', { failureShare: 0.5 }, /error rate/],
    ['slow', { latencyFactor: 3 }, /total latency|TTFT/],
    ['dear', { costFactor: 4 }, /cost/],
    ['bad', { qualityShare: 0.2 }, /quality/],
  ])('is rolled back within 30 of its requests, saying why, when it is %s', (_, world, figure) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { state, worsenedFor } = runCanary(seed, world);
      expect(state.stage).toBe('shadow');
      expect(worsenedFor).toBeLessThanOrEqual(30);
      expect(state.rolledBack?.evidence?.figure).toMatch(figure);
      expect(state.rolledBack?.reason).toMatch(/^Rolled back from canary: .*\d/);
      expect(state.transitions.at(-1)).toMatchObject({ from: 'canary', to: 'shadow', cause: 'rolled-back' });
    }
  });
});

test('a canary like the rest is left alone in at least 95 of 100 runs of 600 requests', () => {
  let kept = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    if (runCanary(seed + 500, {}, 600).state.stage === 'canary') kept += 1;
  }
  expect(kept).toBeGreaterThanOrEqual(95);
});

test('after a roll-back the same policy does not start the canary again, a changed one does', () => {
  const { state } = runCanary(1, { failureShare: 0.6 });
  expect(nextRollout(state, { type: 'configured', rollout: 'canary' }, 1e6).stage).toBe('shadow');
  const asked = nextRollout(state, { type: 'configured', rollout: 'shadow' }, 1e6);
  expect(asked.rolledBack).toBeUndefined();
  expect(nextRollout(asked, { type: 'configured', rollout: 'canary' }, 2e6).stage).toBe('canary');
});

test('live is measured against what the others were like in the canary', () => {
  let state = createRollout('canary', 0);
  for (let index = 0; index < 120; index += 1) {
    state = nextRollout(state, { type: 'ended', sample: drawSample(3, index, index % 3 === 0) }, index);
  }
  state = nextRollout(state, { type: 'promoted', to: 'live' }, 200);
  expect(state.stage).toBe('live');
  let worsened = 0;
  while (state.stage === 'live' && worsened < 30) {
    const sample = drawSample(4, worsened, true, { failureShare: 0.6 });
    state = nextRollout(state, { type: 'ended', sample }, 300 + worsened);
    worsened += 1;
  }
  expect(state.stage).toBe('shadow');
});

test('conversations fall into the canary evenly, and always the same ones', () => {
  const shares = Array.from({ length: 4000 }, (_, index) =>
    computeConversationShare(`conversation-${index}`),
  );
  const inside = shares.filter(share => share < 0.1).length;
  expect(inside).toBeGreaterThan(330);
  expect(inside).toBeLessThan(470);
  expect(computeConversationShare('conversation-7')).toBe(shares[7]);
  expect(computeConversationShare('conversation-7', 'other')).not.toBe(shares[7]);
});

describe('the promotion gate', () => {
  const options = { draws: 150, coverShare: 0.9, uniform: createUniformSequence(9) };
  const draw = (world: World, count = 240) =>
    Array.from({ length: count }, (_, index) =>
      drawSample(11, index, index % 2 === 0, index % 2 === 0 ? world : {}),
    );

  test('opens when something is better and nothing worse', () => {
    const gate = evaluateGate(draw({ latencyFactor: 0.5 }), options);
    expect(gate.isOpen).toBe(true);
    expect(gate.rows.find(row => row.figure === 'ttft-p50')?.verdict).toBe('better');
    expect(gate.reasons.join(' ')).toContain('median TTFT');
  });

  test.each([
    [
      'something is worse, however much else is better',
      { latencyFactor: 0.5, costFactor: 3 },
      240,
      'cost per 1000 requests',
    ],
    ['too few requests are in', { latencyFactor: 0.5 }, 40, 'are needed'],
    ['everything is alike', {}, 60, 'Nothing is better'],
  ])('stays shut when %s', (_, world, count, reason) => {
    const gate = evaluateGate(draw(world, count), options);
    expect(gate.isOpen).toBe(false);
    expect(gate.reasons.join(' ')).toContain(reason);
  });
});
