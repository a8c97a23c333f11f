import type { RestoreReport } from '../../contract/swap-journal.ts';
import type { CodexSwap } from '../../services/codex/open-codex-swap.ts';
import type { RestoreItem } from '../../services/login/restore-item.ts';

export interface RestoreItemOptions {
  readonly item: RestoreItem;
  /** Signalbox itself starts at login, and restores then: nothing else is needed. */
  readonly startsAtLogin: () => Promise<boolean>;
  /** An entry that cannot be made or removed keeps nobody from swapping or restoring. */
  readonly onDefect: (cause: unknown) => void;
}

export interface SwapWithRestoreItem extends CodexSwap {
  /** Makes the entry what it has to be now: the person has changed what starts at login. */
  alignRestoreItem(): Promise<void>;
}

/**
 * A swap that outlives a power cut is undone at the next login: before the file changes the system is told to
 * run the restore at login, and after a restore that is told no more.
 */
export function swapWithRestoreItem(swap: CodexSwap, options: RestoreItemOptions): SwapWithRestoreItem {
  const { item, startsAtLogin, onDefect } = options;

  const removeItem = () => item.remove().catch(onDefect);

  async function setItem(): Promise<void> {
    try {
      await ((await startsAtLogin()) ? item.remove() : item.set());
    } catch (cause) {
      onDefect(cause);
    }
  }

  async function noted(report: RestoreReport): Promise<RestoreReport> {
    if (report.result !== 'pending') await removeItem();
    return report;
  }

  return {
    ...swap,
    async enable(router, door) {
      await setItem();
      try {
        await swap.enable(router, door);
      } catch (cause) {
        // Refused or undone; where even the undoing has to wait, the entry is still needed.
        const isSwapped = await swap.status().then(
          ({ active }) => active,
          () => true,
        );
        if (!isSwapped) await removeItem();
        throw cause;
      }
    },
    restore: async () => noted(await swap.restore()),
    restoreByForce: async () => noted(await swap.restoreByForce()),
    async undoEverything(leftovers) {
      const report = await swap.undoEverything(leftovers);
      await noted(report.restore);
      return report;
    },
    async alignRestoreItem() {
      if ((await swap.status()).active) await setItem();
    },
  };
}
