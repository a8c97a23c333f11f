import { computeQuality } from '../../../domain/markov/quality-proxy.ts';
import type { AttemptResult } from '../attempt.ts';

/** Quality proxy of what the client got, 0..1; undefined where it got no answer of a model to judge. */
export function answerQuality(result: AttemptResult | undefined): number | undefined {
  switch (result?.kind) {
    case 'answered':
      return computeQuality({
        completed: result.ended !== 'failed',
        truncated: result.ended === 'incomplete',
        toolCalls: result.toolCalls?.made ?? 0,
        validToolCalls: result.toolCalls?.usable ?? 0,
        retriedByClient: false,
      });
    case 'broken':
      return 0;
    case 'failed':
    case 'client-gone':
    case undefined:
      return undefined;
  }
}
