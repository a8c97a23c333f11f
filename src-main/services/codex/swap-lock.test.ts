import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from './file-layer.ts';
import { lockSwap } from './swap-lock.ts';
import { swapMachine } from './testing/swap-machine.ts';

const owner = (pid: number, alive: readonly number[], nowMs = 1000) => ({
  pid,
  nowMs,
  token: `t${pid}`,
  isAlive: (other: number) => alive.includes(other),
});

describe('lockSwap', () => {
  it('lets one in at a time, and the next when it is done', async () => {
    using machine = swapMachine();
    {
      await using _held = await lockSwap(nodeFiles, machine.config, owner(1, [1, 2]));
      await expect(lockSwap(nodeFiles, machine.config, owner(2, [1, 2]))).rejects.toMatchObject({
        detail: 'locked',
      });
    }
    await using _next = await lockSwap(nodeFiles, machine.config, owner(2, [1, 2]));
    expect(machine.names()).toEqual(['.signalbox-swap.lock']);
  });

  it.each([
    ['of a dead process', '{"pid":1,"atMs":1000}', 1000],
    ['held for longer than any swap takes', '{"pid":2,"atMs":1000}', 1000 + 6 * 60_000],
    ['cut short while it was written', '{"pid":', 1000],
    ['that is empty', '', 1000],
  ])('takes over a lock %s', async (_name, content, nowMs) => {
    using machine = swapMachine();
    const path = join(machine.home, '.signalbox-swap.lock');
    writeFileSync(path, content);
    {
      await using _held = await lockSwap(nodeFiles, machine.config, owner(3, [2, 3], nowMs));
      expect(existsSync(path)).toBe(true);
    }
    expect(machine.names()).toEqual([]);
  });

  it('lets exactly one of many take a stale lock over', async () => {
    using machine = swapMachine();
    const pids = [11, 12, 13, 14, 15, 16];
    for (let round = 0; round < 30; round += 1) {
      writeFileSync(join(machine.home, '.signalbox-swap.lock'), '{"pid":1,"atMs":1000}');
      const results = await Promise.allSettled(
        pids.map(pid => lockSwap(nodeFiles, machine.config, owner(pid, pids))),
      );
      const winners = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
      expect(winners.length).toBe(1);
      await winners[0]?.[Symbol.asyncDispose]();
    }
  });
});
