import { AppError } from '../../../domain/errors/app-error.ts';

export interface Deadlines extends Disposable {
  /** A body chunk came from the upstream. */
  onChunk(): void;
  /** The client reads slowly: the upstream's silence is ours, so no deadline runs. */
  pause(): void;
  resume(): void;
}

export interface DeadlineSettings {
  readonly ttftMs: number;
  readonly idleMs: number;
}

/**
 * Two separate deadlines: from the request to the first body byte, and between two chunks. Response headers
 * end neither.
 */
export function startDeadlines(settings: DeadlineSettings, onLate: (error: AppError) => void): Deadlines {
  const ttft = setTimeout(
    () => onLate(lateError('No answer began', settings.ttftMs, 'ttft_timeout')),
    settings.ttftMs,
  );
  let idle: NodeJS.Timeout | undefined;
  const late = () => onLate(lateError('The answer stood still', settings.idleMs, 'idle_timeout'));
  return {
    onChunk() {
      if (idle === undefined) {
        clearTimeout(ttft);
        idle = setTimeout(late, settings.idleMs);
      } else {
        idle.refresh();
      }
    },
    pause() {
      clearTimeout(ttft);
      clearTimeout(idle);
      idle = undefined;
    },
    resume() {
      idle ??= setTimeout(late, settings.idleMs);
    },
    [Symbol.dispose]() {
      clearTimeout(ttft);
      clearTimeout(idle);
    },
  };
}

function lateError(what: string, afterMs: number, detail: string): AppError {
  return new AppError('timeout', `${what} within ${Math.round(afterMs / 1000)} s.`, { detail });
}
