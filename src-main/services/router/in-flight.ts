import { DRAINING } from '../../domain/dispatch/failure-words.ts';
import { AppError } from '../../domain/errors/app-error.ts';

export interface InFlight {
  count(): number;
  /** Whether new calls are taken. */
  isOpen(): boolean;
  /** Runs a call and counts it. @throws AppError `draining` once new calls are refused */
  track<T>(run: () => Promise<T>): Promise<T>;
  refuseNew(): void;
  /** Waits until nothing runs, at most `withinMs`. @returns how many still run then */
  settle(withinMs: number): Promise<number>;
}

/** @param onFirst called before a call that finds nothing running */
export function createInFlight(onFirst: () => void): InFlight {
  let running = 0;
  let isClosed = false;
  let onEmpty: (() => void) | undefined;
  return {
    count: () => running,
    isOpen: () => !isClosed,
    async track(run) {
      if (isClosed) {
        throw new AppError('draining', DRAINING, {
          detail: 'draining',
          retryAfterSeconds: 2,
        });
      }
      if (running === 0) onFirst();
      running += 1;
      try {
        return await run();
      } finally {
        running -= 1;
        if (running === 0) onEmpty?.();
      }
    },
    refuseNew() {
      isClosed = true;
    },
    async settle(withinMs) {
      if (running === 0) return 0;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>(resolve => {
        onEmpty = resolve;
        timer = setTimeout(resolve, withinMs);
      });
      clearTimeout(timer);
      return running;
    },
  };
}
