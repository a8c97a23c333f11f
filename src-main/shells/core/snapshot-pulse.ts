import { createEmitter } from '../../lib/emitter.ts';

const EVERY_MS = 250;

export interface SnapshotPulse extends Disposable {
  /** Something of the snapshot changed. */
  mark(): void;
  on(listener: () => void): Disposable;
}

/** Turns any number of changes into at most four beats a second: the first at once, the last never lost. */
export function createSnapshotPulse(onListenerError: (cause: unknown) => void): SnapshotPulse {
  const beat = createEmitter<void>(onListenerError);
  let timer: NodeJS.Timeout | undefined;
  let isDirty = false;
  function tick(): void {
    timer = undefined;
    if (!isDirty) return;
    isDirty = false;
    timer = setTimeout(tick, EVERY_MS);
    beat.emit();
  }
  return {
    mark() {
      isDirty = true;
      timer ??= setTimeout(tick, 0);
    },
    on: listener => beat.on(listener),
    [Symbol.dispose]() {
      clearTimeout(timer);
    },
  };
}
