export interface Deadline extends Disposable {
  /** Aborts when the time is over, or when the outer signal does, with that one's reason. */
  readonly signal: AbortSignal;
  readonly isOver: () => boolean;
}

/**
 * A signal that also aborts after `delayMs`. Dispose it when the work is done. It is used instead of
 * `AbortSignal.any` over `AbortSignal.timeout`, which Node 20 may collect before the time is over.
 */
export function createDeadline(delayMs: number, outer: AbortSignal): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const onOuter = () => controller.abort(outer.reason);
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort(new DOMException('the time is over', 'TimeoutError'));
  }, delayMs);
  if (outer.aborted) onOuter();
  else outer.addEventListener('abort', onOuter, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    [Symbol.dispose]() {
      clearTimeout(timer);
      outer.removeEventListener('abort', onOuter);
    },
  };
}
