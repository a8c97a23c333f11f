import { FAILURES } from '../../../../domain/dispatch/failure-words.ts';
import type { CanonicalEvent } from '../canonical-event.ts';

/** What an answer holds when it ends. */
export interface AnswerState {
  readonly callCount: number;
  readonly message: string | undefined;
}

/** `finishReason` by ai.google.dev/api/generate-content#FinishReason, as the events that end an answer. */
export function finishEvents(reason: string, state: AnswerState): CanonicalEvent[] {
  const hasCalls = state.callCount > 0;
  switch (reason) {
    case 'STOP':
    case 'FINISH_REASON_UNSPECIFIED':
      return [{ type: 'finished', reason: hasCalls ? 'tool-calls' : 'stop' }];
    case 'MAX_TOKENS':
      return [{ type: 'finished', reason: 'length' }];
    case 'SAFETY':
    case 'RECITATION':
    case 'LANGUAGE':
    case 'BLOCKLIST':
    case 'PROHIBITED_CONTENT':
    case 'SPII':
    case 'IMAGE_SAFETY':
    case 'IMAGE_PROHIBITED_CONTENT':
    case 'IMAGE_RECITATION':
      return [{ type: 'finished', reason: 'filtered', detail: reason }];
    case 'MALFORMED_FUNCTION_CALL':
    case 'UNEXPECTED_TOOL_CALL': {
      const why = state.message ?? `the model wrote a call that cannot be read (${reason})`;
      return [
        { type: 'call-dropped', why },
        { type: 'finished', reason: 'tool-calls' },
      ];
    }
    default:
      return hasCalls
        ? [{ type: 'finished', reason: 'tool-calls', detail: reason }]
        : [
            {
              type: 'failed',
              code: 'unavailable',
              message: state.message ?? FAILURES.brokenOff.write(reason),
            },
          ];
  }
}
