import { FAILURES } from '../../../domain/dispatch/failure-words.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { Phrase } from '../../../domain/sentence/phrase.ts';

export interface Deadlines extends Disposable {
  /** A body chunk came from the upstream. */
  onChunk(): void;
  /** The client reads slowly: the upstream's silence is ours, so no deadline runs. */
  pause(): void;
  resume(): void;
}

/**
 * Two separate deadlines: from the request to the first body byte, and between two chunks. Response headers
 * end neither.
 */
export function startDeadlines(ttftMs: number, idleMs: number, onLate: (error: AppError) => void): Deadlines {
  return new AttemptDeadlines(ttftMs, idleMs, onLate);
}

class AttemptDeadlines implements Deadlines {
  private readonly ttft: NodeJS.Timeout;
  private idle: NodeJS.Timeout | undefined;
  private isTtftOver = false;
  private readonly idleMs: number;
  private readonly onLate: (error: AppError) => void;

  constructor(ttftMs: number, idleMs: number, onLate: (error: AppError) => void) {
    this.idleMs = idleMs;
    this.onLate = onLate;
    this.ttft = setTimeout(() => onLate(lateError(FAILURES.notBegun, ttftMs, 'ttft_timeout')), ttftMs);
  }

  onChunk(): void {
    this.endTtft();
    if (this.idle === undefined) this.startIdle();
    else this.idle.refresh();
  }

  pause(): void {
    this.endTtft();
    clearTimeout(this.idle);
    this.idle = undefined;
  }

  resume(): void {
    if (this.idle === undefined) this.startIdle();
  }

  [Symbol.dispose](): void {
    this.endTtft();
    clearTimeout(this.idle);
  }

  private startIdle(): void {
    this.idle = setTimeout(
      () => this.onLate(lateError(FAILURES.stoodStill, this.idleMs, 'idle_timeout')),
      this.idleMs,
    );
  }

  private endTtft(): void {
    if (this.isTtftOver) return;
    this.isTtftOver = true;
    clearTimeout(this.ttft);
  }
}

function lateError(what: Phrase, afterMs: number, detail: string): AppError {
  return new AppError('timeout', what.write(Math.round(afterMs / 1000)), { detail });
}
