import type { RouterChild } from './router-child.ts';

export interface AnswerWatch extends Disposable {
  /** Anything that was heard from the child. */
  heard(): void;
  /** It was killed for not answering. */
  readonly isHung: boolean;
}

/**
 * Kills a child that runs and does nothing: stopped in its tracks, or in an endless loop. It is asked at every tick;
 * so many ticks in a row without a word, and it counts as hung. Ticks are counted and not time, so that a computer that
 * was asleep is no reason: the child slept as long as we did.
 */
export function watchAnswers(
  child: RouterChild,
  { everyMs, ticks }: { readonly everyMs: number; readonly ticks: number },
): AnswerWatch {
  let unanswered = 0;
  let isHung = false;
  const timer = setInterval(() => {
    if (unanswered >= ticks) {
      isHung = true;
      clearInterval(timer);
      child.kill();
      return;
    }
    unanswered += 1;
    child.send({ type: 'ping' });
  }, everyMs);
  return {
    heard() {
      unanswered = 0;
    },
    get isHung() {
      return isHung;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
