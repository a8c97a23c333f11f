import { FAILURES } from '../../../domain/dispatch/failure-words.ts';
import type { CanonicalEvent } from './canonical-event.ts';
import { estimatedUsage } from './canonical-usage.ts';
import type { StreamDecoder } from './dialect.ts';

/** What estimates a usage the provider did not report. */
export interface UsageEstimate {
  /** Tokens of the request, asked for at most once. */
  inputTokens(): number;
  /** Tokens of the text written so far, from its characters. */
  outputTokens(chars: number): number;
}

/**
 * Puts the laws of an answer around any dialect's decoder: exactly one terminal event and nothing after it;
 * a body that ends without one is `stream-broken`; an answer with neither text nor call fails, and so does one that
 * lost its only calls or one that was begun, whatever text came before them: it would look finished, and the work
 * would stop there; usage always comes, estimated where the provider gave none.
 */
export function createAnswerReader(decoder: StreamDecoder, estimate: UsageEstimate): StreamDecoder {
  const law = createAnswerLaw(estimate);
  return {
    push: chunk => law.apply(decoder.push(chunk)),
    end: () => [...law.apply(decoder.end()), ...law.close()],
    mayBeOver: () => decoder.mayBeOver?.() ?? false,
  };
}

/** The same laws for an answer that came in one piece. */
export function completeAnswer(events: readonly CanonicalEvent[], estimate: UsageEstimate): CanonicalEvent[] {
  const law = createAnswerLaw(estimate);
  return [...law.apply(events), ...law.close()];
}

/** How much of the model's own an event holds, for an estimate of its tokens. */
export function charsWrittenIn(event: CanonicalEvent): number {
  switch (event.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return event.text.length;
    case 'call-end':
      return event.input.length;
    default:
      return 0;
  }
}

function createAnswerLaw(estimate: UsageEstimate) {
  let chars = 0;
  let hasText = false;
  let callCount = 0;
  const open = new Set<number>();
  let dropped: string | undefined;
  let hasUsage = false;
  let isOver = false;

  function terminal(out: CanonicalEvent[], event: CanonicalEvent & { type: 'finished' | 'failed' }): void {
    isOver = true;
    if (event.type === 'failed') {
      out.push(event);
      return;
    }
    const isCutOff = event.reason === 'length' || event.reason === 'filtered';
    const isEmpty = callCount === 0 && (!hasText || dropped !== undefined);
    if (!isCutOff && (isEmpty || open.size > 0)) {
      out.push(emptyAnswer(open.size > 0 ? (dropped ?? 'one has no end') : dropped));
      return;
    }
    if (!hasUsage) {
      const usage = estimatedUsage(estimate.inputTokens(), estimate.outputTokens(chars));
      out.push({ type: 'usage', usage });
    }
    out.push(event);
  }

  return {
    apply(events: readonly CanonicalEvent[]): CanonicalEvent[] {
      const out: CanonicalEvent[] = [];
      for (const event of events) {
        if (isOver) break;
        chars += charsWrittenIn(event);
        switch (event.type) {
          case 'text-delta':
            if (event.text !== '') hasText = true;
            break;
          case 'call-start':
            open.add(event.call);
            break;
          case 'call-end':
            open.delete(event.call);
            callCount++;
            break;
          case 'call-dropped':
            dropped = event.why;
            break;
          case 'usage':
            hasUsage = true;
            break;
          case 'finished':
          case 'failed':
            terminal(out, event);
            continue;
        }
        out.push(event);
      }
      return out;
    },
    close(): CanonicalEvent[] {
      if (isOver) return [];
      isOver = true;
      return [
        {
          type: 'failed',
          code: 'stream-broken',
          message: FAILURES.closedEarly.write(),
        },
      ];
    },
  };
}

function emptyAnswer(dropped: string | undefined): CanonicalEvent {
  return dropped === undefined
    ? {
        type: 'failed',
        code: 'unavailable',
        detail: 'empty_answer',
        message: FAILURES.emptyAnswer.write(),
      }
    : {
        type: 'failed',
        code: 'unavailable',
        detail: 'dropped_calls',
        message: FAILURES.droppedCalls.write(dropped),
      };
}
