import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../sentence/sentence.ts';
import { describeStep, installStep, updateStep } from './install-step.ts';
import { nextLayers, type PullLayers, progressOf } from './pull-progress.ts';
import { decideRestart, OLLAMA_RESTART } from './restart-delay.ts';
import { isOldOllama } from './version.ts';

describe('installing', () => {
  it.each([
    ['win32', /winget install/],
    ['darwin', /brew install/],
    ['linux', /install\.sh \| sh/],
    ['freebsd', /ollama\.com/],
  ])('on %s names the step', (platform, step) => {
    expect(textOf(describeStep(installStep(platform)))).toMatch(step);
    expect(textOf(describeStep(updateStep(platform)))).toMatch(/Update Ollama/);
  });
});

it.each([
  ['0.7.1', true],
  ['v0.7.99-rc3', true],
  ['0.8.0', false],
  ['0.12.3', false],
  ['1.0', false],
  ['0.0.0', false],
])('Ollama %s is too old: %s', (version, isOld) => {
  expect(isOldOllama(version)).toBe(isOld);
});

describe('restarting', () => {
  it('doubles the delay with every short life up to its limit, then gives up', () => {
    const delays: number[] = [];
    let shortLives = 0;
    for (;;) {
      const decision = decideRestart(10, shortLives, { ...OLLAMA_RESTART, maxDelayMs: 3000 });
      if (decision.kind === 'give-up') break;
      delays.push(decision.delayMs);
      shortLives = decision.shortLives;
    }
    expect(delays).toEqual([500, 1000, 2000, 3000, 3000, 3000]);
  });

  it('starts anew after a long life', () => {
    expect(decideRestart(60_000, 5, OLLAMA_RESTART)).toEqual({
      kind: 'restart',
      shortLives: 1,
      delayMs: 500,
    });
  });
});

describe('pull progress', () => {
  const line = fc.record({
    status: fc.constant('pulling'),
    digest: fc.constantFrom('a', 'b'),
    total: fc.constant(1000),
    completed: fc.nat(2000),
  });
  it('never goes back and never exceeds the total', () => {
    fc.assert(
      fc.property(fc.array(line), lines => {
        let layers: PullLayers = new Map();
        let before = 0;
        for (const each of lines) {
          layers = nextLayers(layers, each);
          const { completedBytes, totalBytes } = progressOf(layers, each.status);
          expect(completedBytes).toBeGreaterThanOrEqual(before);
          expect(completedBytes).toBeLessThanOrEqual(totalBytes ?? 0);
          before = completedBytes;
        }
      }),
    );
  });

  it('has no total before the first layer, and is done at success', () => {
    expect(progressOf(new Map(), 'pulling manifest').totalBytes).toBeUndefined();
    expect(progressOf(new Map(), 'success').isDone).toBe(true);
  });
});
