import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChildState } from '../../domain/supervise/child-state.ts';
import { openCodexSwap } from '../../services/codex/open-codex-swap.ts';
import {
  type FakeMachine,
  fakeCodex,
  fakeMachine,
  installScript,
} from '../../services/codex/testing/fake-codex.ts';
import { createSwapKeeper } from './swap-keeper.ts';

const ORIGINAL = '# mine\nmodel = "gpt-6-sol"';
const stopped: ChildState = { phase: 'stopped', sinceMs: 0, restarts: 0 };
const ready = (port: number): ChildState => ({
  phase: 'ready',
  sinceMs: 0,
  restarts: 0,
  failuresInARow: 0,
  runtimeId: 'a-runtime-of-the-test',
  port,
});

/** A keeper over real files, with routing and choice in the test's hands. */
function keeperOn(machine: FakeMachine) {
  installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
  const config = join(machine.home, 'config.toml');
  writeFileSync(config, ORIGINAL);
  const now = { state: stopped, swap: true, guards: 0, results: [] as string[], defects: [] as unknown[] };
  const swap = openCodexSwap({
    surroundings: machine.surroundings,
    auth: { command: '/bin/signalbox', args: ['token'] },
    stateFolder: join(machine.root, 'state'),
  });
  const keeper = createSwapKeeper({
    swap,
    choices: async () => ({ swap: now.swap, stopWithLastCodex: false }),
    routing: () => ({ state: now.state, door: 'a-door-of-the-test-0123456789' }),
    guard() {
      now.guards += 1;
      return {
        [Symbol.dispose]() {
          now.guards -= 1;
        },
      };
    },
    onReport: ({ result }) => now.results.push(result),
    onChange: () => undefined,
    onDefect: cause => now.defects.push(cause),
  });
  return { keeper, swap, now, text: () => readFileSync(config, 'utf8'), config };
}

describe.skipIf(process.platform === 'win32')('the keeper of the swap', () => {
  it('swaps when routing is ready, follows it to another port, and restores when it stops', async () => {
    using machine = fakeMachine();
    const { keeper, now, text } = keeperOn(machine);
    await keeper.follow();
    expect(text()).toBe(ORIGINAL);
    now.state = ready(4000);
    await keeper.follow();
    expect([keeper.isActive(), now.guards, text().includes('127.0.0.1:4000/v1')]).toEqual([true, 1, true]);
    now.state = ready(4999);
    await keeper.follow();
    expect(text()).toContain('127.0.0.1:4999/v1');
    now.state = stopped;
    await keeper.follow();
    expect([keeper.isActive(), now.guards, text(), now.results]).toEqual([false, 0, ORIGINAL, ['identical']]);
  });

  it('leaves the swap in place while a crashed router comes back', async () => {
    using machine = fakeMachine();
    const { keeper, now, text } = keeperOn(machine);
    now.state = ready(4000);
    await keeper.follow();
    const swapped = text();
    const fault = { code: 'crash-loop', message: 'It crashed.' } as const;
    now.state = {
      phase: 'backing-off',
      sinceMs: 0,
      restarts: 1,
      failuresInARow: 1,
      retryAtMs: 1,
      fault,
    };
    await keeper.follow();
    expect(text()).toBe(swapped);
    now.state = { phase: 'failed', sinceMs: 0, restarts: 1, fault };
    await keeper.follow();
    expect(text()).toBe(ORIGINAL);
  });

  it('does nothing without the choice, and undoes at once when it is taken back', async () => {
    using machine = fakeMachine();
    const { keeper, now, text } = keeperOn(machine);
    now.state = ready(4000);
    now.swap = false;
    await keeper.follow();
    expect([text(), now.guards]).toEqual([ORIGINAL, 0]);
    now.swap = true;
    await keeper.follow();
    now.swap = false;
    await keeper.follow();
    expect(text()).toBe(ORIGINAL);
  });

  it('puts back what a dead Signalbox left before it does anything else', async () => {
    using machine = fakeMachine();
    const dead = keeperOn(machine);
    dead.now.state = ready(4000);
    await dead.keeper.follow();
    const next = createSwapKeeper({
      swap: dead.swap,
      choices: async () => ({ swap: true, stopWithLastCodex: false }),
      routing: () => ({ state: stopped }),
      guard: () => ({ [Symbol.dispose]: () => undefined }),
      onReport: ({ result }) => dead.now.results.push(result),
      onChange: () => undefined,
      onDefect: cause => dead.now.defects.push(cause),
    });
    await next.reconcile();
    expect([dead.text(), dead.now.results, dead.now.defects]).toEqual([ORIGINAL, ['identical'], []]);
  });

  it('restores when it is closed, whatever was asked for meanwhile', async () => {
    using machine = fakeMachine();
    const { keeper, now, text } = keeperOn(machine);
    now.state = ready(4000);
    const followed = keeper.follow();
    await keeper[Symbol.asyncDispose]();
    await followed;
    await keeper.follow();
    expect([text(), now.guards]).toEqual([ORIGINAL, 0]);
  });

  it('tells what is wrong with a file that cannot be swapped, and tries again when told', async () => {
    using machine = fakeMachine();
    const { keeper, now, config, text } = keeperOn(machine);
    writeFileSync(config, 'model = ');
    now.state = ready(4000);
    await keeper.follow();
    expect(keeper.problem()).toMatchObject({ code: 'unparsable', remedy: expect.stringContaining('Launch') });
    expect(text()).toBe('model = ');
    writeFileSync(config, ORIGINAL);
    await keeper.follow();
    expect([keeper.problem(), keeper.isActive()]).toEqual([undefined, true]);
  });
});
