import { Bag } from '../../../lib/bag.ts';

interface SilentAttempt {
  readonly deployment: string;
  readonly startedAtMs: number;
  readonly isSilent: () => boolean;
}

/** The attempts on their way, for what can be learned from one that has not answered yet. */
export interface SilentAttempts {
  /** An attempt begins; dispose of what is returned when it ends. */
  add(attempt: SilentAttempt): Disposable;
  /** How long each deployment's attempts have been silent, milliseconds; undefined where none is. */
  silentForMs(nowMs: number): Readonly<Record<string, readonly number[]>> | undefined;
}

export function createSilentAttempts(): SilentAttempts {
  const running = new Bag<SilentAttempt>();
  return {
    add(attempt) {
      running.add(attempt);
      return { [Symbol.dispose]: () => running.delete(attempt) };
    },
    silentForMs(nowMs) {
      let found: Record<string, number[]> | undefined;
      for (const { deployment, startedAtMs, isSilent } of running) {
        if (!isSilent()) continue;
        found ??= {};
        found[deployment] ??= [];
        found[deployment].push(nowMs - startedAtMs);
      }
      return found;
    },
  };
}
