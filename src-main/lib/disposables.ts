export interface Disposables extends AsyncDisposable {
  /** Registers a disposable on the line after it is made, and hands it back. */
  use<T extends Disposable | AsyncDisposable>(disposable: T): T;
  defer(dispose: () => void | Promise<void>): void;
}

/**
 * Node 20 has the symbols but not AsyncDisposableStack. Closes in the reverse order of opening, once.
 * Every member is closed even when another fails; the failures come back together as one AggregateError.
 */
export function createDisposables(): Disposables {
  const stack: (() => void | PromiseLike<void>)[] = [];
  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let last = stack.pop(); last !== undefined; last = stack.pop()) {
      try {
        await last();
      } catch (cause) {
        failures.push(cause);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some parts did not close');
  }
  return {
    use(disposable) {
      stack.push(() =>
        Symbol.asyncDispose in disposable ? disposable[Symbol.asyncDispose]() : disposable[Symbol.dispose](),
      );
      return disposable;
    },
    defer(dispose) {
      stack.push(dispose);
    },
    [Symbol.asyncDispose]() {
      closing ??= closeAll();
      return closing;
    },
  };
}
