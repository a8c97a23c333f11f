export interface Emitter<T> {
  /** Registers a listener; dispose the result to remove it. */
  on(listener: (event: T) => void): Disposable;
  /** Calls every listener in order of registration. A listener that throws does not stop the others. */
  emit(event: T): void;
}

/** @param onListenerError receives what a listener threw; it must not throw itself. */
export function createEmitter<T>(onListenerError: (cause: unknown) => void): Emitter<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    emit(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (cause) {
          onListenerError(cause);
        }
      }
    },
  };
}
