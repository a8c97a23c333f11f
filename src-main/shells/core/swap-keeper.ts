import type { CodexChoices, Leftovers, UndoReport } from '../../contract/codex-status.ts';
import type { Fault } from '../../contract/snapshot.ts';
import type { RestoreReport } from '../../contract/swap-journal.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { ChildState } from '../../domain/supervise/child-state.ts';
import { sleep } from '../../lib/abort.ts';
import type { CodexSwap } from '../../services/codex/open-codex-swap.ts';
import { faultOf } from './fault-of.ts';

export interface SwapKeeperOptions {
  readonly swap: CodexSwap;
  readonly choices: () => Promise<CodexChoices>;
  /** Routing as it is now. */
  readonly routing: () => { readonly state: ChildState; readonly door?: string | undefined };
  /** Starts whoever undoes the swap when this process dies without a word; disposed when it is undone. */
  readonly guard: () => Disposable;
  readonly onReport: (report: RestoreReport) => void;
  readonly onChange: () => void;
  readonly onDefect: (cause: unknown) => void;
}

/** Keeps `config.toml` as routing and the person's choice want it; one change at a time. */
export interface SwapKeeper extends AsyncDisposable {
  /** Undoes what a crash left. Never rejects: what is wrong is `problem`. */
  reconcile(): Promise<void>;
  /** Brings the file in line with routing and choice; resolves when it is. */
  follow(): Promise<void>;
  restore(isForced: boolean): Promise<RestoreReport>;
  undoEverything(leftovers: Leftovers): Promise<UndoReport>;
  isActive(): boolean;
  problem(): Fault | undefined;
}

const LOCK_TRIES = 25;
const LOCK_PAUSE_MS = 200;

export function createSwapKeeper(options: SwapKeeperOptions): SwapKeeper {
  const { swap } = options;
  /** Where the file sends Codex now. */
  let inForce: string | undefined;
  let problem: Fault | undefined;
  let guard: Disposable | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let isClosing = false;

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work);
    tail = result.catch(() => undefined); // the caller has the failure
    return result;
  }

  function settle(next: string | undefined, trouble: Fault | undefined): void {
    inForce = next;
    problem = trouble;
    if (next === undefined && trouble === undefined) {
      guard?.[Symbol.dispose]();
      guard = undefined;
    }
    options.onChange();
  }

  async function undo(isForced: boolean): Promise<RestoreReport> {
    return note(await unlocked(() => (isForced ? swap.restoreByForce() : swap.restore())));
  }

  function note(report: RestoreReport): RestoreReport {
    if (report.result !== 'not-swapped') options.onReport(report);
    settle(undefined, report.problem && { code: 'restore_pending', ...report.problem });
    return report;
  }

  async function enable(address: string, port: number, door: string | undefined): Promise<void> {
    guard ??= options.guard();
    try {
      await unlocked(() => swap.enable({ port }, door));
      settle(address, undefined);
    } catch (cause) {
      if (!(cause instanceof AppError)) options.onDefect(cause);
      settle(undefined, faultOf(cause));
      throw cause;
    }
  }

  /** Level-triggered: looks at what is wanted now, whatever was when it was queued. */
  async function alignOnce(): Promise<void> {
    const { state, door } = options.routing();
    const isWanted = !isClosing && (await options.choices()).swap;
    if (isWanted && state.phase === 'ready') {
      const address = `${state.port} ${door ?? ''}`;
      if (address !== inForce) await enable(address, state.port, door);
      return;
    }
    // A router that comes back in a moment keeps its Codexes.
    if (isWanted && (state.phase === 'backing-off' || state.phase === 'starting')) return;
    if (inForce !== undefined || problem !== undefined) await undo(false);
  }

  const quietly = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      if (!(cause instanceof AppError)) options.onDefect(cause);
      problem = faultOf(cause);
      options.onChange();
    }
  };

  return {
    reconcile: () => exclusively(() => quietly(() => undo(false))),
    follow: () => exclusively(() => quietly(alignOnce)),
    restore: isForced => exclusively(() => undo(isForced)),
    undoEverything: leftovers =>
      exclusively(async () => {
        const report = await unlocked(() => swap.undoEverything(leftovers));
        note(report.restore);
        return report;
      }),
    isActive: () => inForce !== undefined,
    problem: () => problem,
    async [Symbol.asyncDispose]() {
      isClosing = true;
      await exclusively(() => quietly(() => undo(false)));
      guard?.[Symbol.dispose]();
    },
  };
}

/** Another Signalbox, or the guard of a dead one, may be at work for a moment. */
async function unlocked<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      const isLocked = cause instanceof AppError && cause.detail === 'locked';
      if (!isLocked || tries === LOCK_TRIES) throw cause;
      await sleep(LOCK_PAUSE_MS);
    }
  }
}
