import type { Outcome } from '../../contract/dashboard-calls.ts';
import { AppError } from '../../domain/errors/app-error.ts';

/** What a call to the running Signalbox said. @throws AppError with its words when it failed */
export function outcomeOrThrow(outcome: Outcome): string | undefined {
  if (outcome.ok) return outcome.message;
  const { code, message, remedy } = outcome.fault;
  throw new AppError('rejected', message, { detail: code, ...(remedy === undefined ? {} : { remedy }) });
}
