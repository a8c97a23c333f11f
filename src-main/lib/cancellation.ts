import { Bag } from './bag.ts';

/** Whether to stop, and why. What an AbortSignal says, at a tenth of the price: every call makes one. */
export interface Cancellation {
  /** undefined until it is cancelled. */
  readonly reason: Error | undefined;
  /** Calls the listener once when it is cancelled, not when it was already. A listener is registered once. */
  onCancel(listener: (reason: Error) => void): void;
  offCancel(listener: (reason: Error) => void): void;
}

/** A cancellation, and the means to cancel it. */
export class CancellationSource implements Cancellation {
  reason: Error | undefined;
  private listeners: Bag<(reason: Error) => void> | undefined;

  onCancel(listener: (reason: Error) => void): void {
    if (this.reason !== undefined) return;
    this.listeners ??= new Bag();
    this.listeners.add(listener);
  }

  offCancel(listener: (reason: Error) => void): void {
    this.listeners?.delete(listener);
  }

  /** The first reason stays. */
  cancel(reason: Error): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    const { listeners } = this;
    this.listeners = undefined;
    for (const listener of listeners ?? []) listener(reason);
  }
}
