import { describe, expect, it } from 'vitest';
import type { RestoreReport } from '../../contract/swap-journal.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { CodexSwap } from '../../services/codex/open-codex-swap.ts';
import { swapWithRestoreItem } from './swap-with-restore-item.ts';

const report = (result: RestoreReport['result']): RestoreReport => ({
  result,
  path: '/c',
  changes: [],
  kept: [],
});

/** A swap and the entry of a system, with what happened to them in order. */
function machine() {
  const now = { isSwapped: false, result: 'identical' as RestoreReport['result'], refuses: false };
  const seen: string[] = [];
  const login = { isOn: false, isBroken: false };
  const restore = async () => {
    if (now.result !== 'pending') now.isSwapped = false;
    seen.push('restored');
    return report(now.result);
  };
  const inner: CodexSwap = {
    async enable() {
      if (now.refuses) throw new AppError('swap-conflict', 'refused');
      now.isSwapped = true;
      seen.push('swapped');
    },
    restore,
    restoreByForce: restore,
    undoEverything: async () => ({ restore: await restore(), profiles: [] }),
    status: async () => ({ active: now.isSwapped, path: '/c', changes: [] }),
    changes: async () => ({ files: [] }),
  };
  const defects: unknown[] = [];
  const note = (word: string) => async () => {
    if (login.isBroken) throw new Error(word);
    seen.push(word);
  };
  const swap = swapWithRestoreItem(inner, {
    item: { set: note('set'), remove: note('removed') },
    startsAtLogin: async () => login.isOn,
    onDefect: cause => defects.push(cause),
  });
  return { swap, now, login, seen, defects };
}

describe('the entry for the next login', () => {
  it('is there before the file changes, and goes after it is restored', async () => {
    const { swap, seen } = machine();
    await swap.enable({ port: 1 });
    await swap.restore();
    expect(seen).toEqual(['set', 'swapped', 'restored', 'removed']);
  });

  it('is not made where Signalbox starts at login, and follows that choice while swapped', async () => {
    const { swap, login, seen } = machine();
    login.isOn = true;
    await swap.enable({ port: 1 });
    login.isOn = false;
    await swap.alignRestoreItem();
    login.isOn = true;
    await swap.alignRestoreItem();
    expect(seen).toEqual(['removed', 'swapped', 'set', 'removed']);
    await swap.restoreByForce();
    login.isOn = false;
    await swap.alignRestoreItem();
    expect(seen.slice(4)).toEqual(['restored', 'removed']);
  });

  it('stays while a restore has to wait, and goes with the swap that was refused', async () => {
    const { swap, now, seen } = machine();
    await swap.enable({ port: 1 });
    now.result = 'pending';
    await swap.undoEverything('keep');
    expect(seen).toEqual(['set', 'swapped', 'restored']);
    now.refuses = true;
    await expect(swap.enable({ port: 2 })).rejects.toThrow('refused');
    expect(seen.slice(3)).toEqual(['set']);
    now.isSwapped = false;
    await expect(swap.enable({ port: 2 })).rejects.toThrow('refused');
    expect(seen.slice(4)).toEqual(['set', 'removed']);
  });

  it('keeps nobody from swapping and restoring when the system refuses it', async () => {
    const { swap, login, seen, defects } = machine();
    login.isBroken = true;
    await swap.enable({ port: 1 });
    expect(await swap.restore()).toMatchObject({ result: 'identical' });
    expect([seen, defects.length]).toEqual([['swapped', 'restored'], 2]);
  });
});
