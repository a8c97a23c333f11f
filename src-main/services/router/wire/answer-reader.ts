import type { CanonicalEvent } from './canonical-event.ts';
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
 * a body that ends without one is `stream-broken`; an answer with no text, reasoning or call, or whose only
 * calls were dropped, fails; usage always comes, estimated where the provider gave none.
 */
export function createAnswerReader(decoder: StreamDecoder, estimate: UsageEstimate): StreamDecoder {
  const law = createAnswerLaw(estimate);
  return {
    push: chunk => law.apply(decoder.push(chunk)),
    end: () => [...law.apply(decoder.end()), ...law.close()],
  };
}

/** The same laws for an answer that came in one piece. */
export function completeAnswer(events: readonly CanonicalEvent[], estimate: UsageEstimate): CanonicalEvent[] {
  const law = createAnswerLaw(estimate);
  return [...law.apply(events), ...law.close()];
}

function createAnswerLaw(estimate: UsageEstimate) {
  let chars = 0;
  let items = 0;
  let dropped: string | undefined;
  let hasUsage = false;
  let isOver = false;

  function terminal(out: CanonicalEvent[], event: CanonicalEvent & { type: 'finished' | 'failed' }): void {
    isOver = true;
    if (event.type === 'failed') {
      out.push(event);
      return;
    }
    if (items === 0 && event.reason !== 'length' && event.reason !== 'filtered') {
      out.push(emptyAnswer(dropped));
      return;
    }
    if (!hasUsage) {
      const inputTokens = estimate.inputTokens();
      const outputTokens = estimate.outputTokens(chars);
      out.push({
        type: 'usage',
        usage: {
          inputTokens,
          cachedInputTokens: 0,
          cacheWriteTokens: 0,
          outputTokens,
          reasoningTokens: 0,
          totalTokens: inputTokens + outputTokens,
          source: 'estimated',
        },
      });
    }
    out.push(event);
  }

  return {
    apply(events: readonly CanonicalEvent[]): CanonicalEvent[] {
      const out: CanonicalEvent[] = [];
      for (const event of events) {
        if (isOver) break;
        switch (event.type) {
          case 'text-delta':
            chars += event.text.length;
            if (event.text !== '') items++;
            break;
          case 'reasoning-delta':
            chars += event.text.length;
            break;
          case 'call-start':
            items++;
            break;
          case 'call-end':
            chars += event.input.length;
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
          message: 'the provider closed the stream before its answer was complete',
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
        message: 'the provider sent an empty answer',
      }
    : {
        type: 'failed',
        code: 'unavailable',
        detail: 'dropped_calls',
        message: `the provider sent only tool calls that could not be handed on: ${dropped}`,
      };
}
