import type { Fault } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';

/** What a person may read of a failure; a defect of ours says no more than that there is one. */
export function faultOf(cause: unknown): Fault {
  if (!(cause instanceof AppError)) {
    return { code: 'internal', message: 'Signalbox failed to do this.', remedy: 'Its log names the cause.' };
  }
  const code = cause.detail ?? cause.code;
  return { code, message: cause.message, ...(cause.remedy === undefined ? {} : { remedy: cause.remedy }) };
}
