import type { Outcome } from '../../../domain/dispatch/outcome.ts';
import { outcomeOfFailure } from '../../../domain/dispatch/outcome-of-failure.ts';
import type { AttemptResult } from '../attempt.ts';

const CANCELLED: Outcome = { result: 'cancelled', isRetryable: false, word: 'client_closed' };

/** How the end of an attempt on the wire counts for dispatch. */
export function outcomeOf(result: AttemptResult, isReference: boolean): Outcome {
  switch (result.kind) {
    case 'answered':
      if (result.ended === 'failed') {
        const failure = result.failure ?? { code: 'unavailable' as const };
        return outcomeOfFailure(failure, result.upstreamStatus, isReference);
      }
      return {
        result: 'succeeded',
        isRetryable: false,
        status: result.status,
        word: result.ended === 'incomplete' ? 'incomplete' : 'ok',
      };
    case 'failed':
    case 'broken':
      return outcomeOfFailure(result.failure, result.upstreamStatus, isReference);
    case 'client-gone':
      return CANCELLED;
  }
}
