import type { Fault } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, say, wordsOf } from '../../domain/sentence/sentence.ts';

/** What a person may read of a failure; a defect of ours says no more than that there is one. */
export function faultOf(cause: unknown): Fault {
  if (!(cause instanceof AppError)) {
    const words = { message: say`Signalbox failed to do this.`, remedy: say`Its log names the cause.` };
    return { code: 'internal', ...inWords(words) };
  }
  const code = cause.detail ?? cause.code;
  return { code, ...wordsOf(cause) };
}
