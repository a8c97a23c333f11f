/** How long a key that was forgotten by a click can be brought back, ms. */
export const UNDO_FOR_MS = 8000;

export interface ForgottenKeys<E> {
  /** What was forgotten in one step; an earlier step can no longer be undone. */
  hold(entries: ReadonlyMap<string, E>): void;
  /** Gives back what is held, and holds it no more. */
  take(): ReadonlyMap<string, E>;
}

/** Keys between Forget and the end of its undo: in memory only, dropped by a timer that keeps nothing alive. */
export function createForgottenKeys<E>(): ForgottenKeys<E> {
  let held: ReadonlyMap<string, E> = new Map();
  let timer: NodeJS.Timeout | undefined;
  function take(): ReadonlyMap<string, E> {
    clearTimeout(timer);
    const taken = held;
    held = new Map();
    return taken;
  }
  return {
    hold(entries) {
      take();
      held = new Map(entries);
      timer = setTimeout(take, UNDO_FOR_MS).unref();
    },
    take,
  };
}
