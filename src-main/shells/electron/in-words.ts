import { AppError } from '../../domain/errors/app-error.ts';

/** A failure for a dialog: what happened, and below it what helps. */
export function inWords(cause: unknown): string {
  if (cause instanceof AppError && cause.remedy !== undefined) return `${cause.message}\n\n${cause.remedy}`;
  return cause instanceof Error ? cause.message : String(cause);
}
