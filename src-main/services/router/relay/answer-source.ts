import { FAILURES } from '../../../domain/dispatch/failure-words.ts';
import { completeAnswer, createAnswerReader, type UsageEstimate } from '../wire/answer-reader.ts';
import type { CanonicalEvent } from '../wire/canonical-event.ts';
import type { DecodeContext, Dialect } from '../wire/dialect.ts';
import { parseJson } from '../wire/json.ts';

/** An upstream's answer as events, whichever form it comes in. */
export interface AnswerSource {
  push(chunk: Uint8Array): CanonicalEvent[];
  end(): CanonicalEvent[];
  /** As of a `StreamDecoder`. */
  mayBeOver?(): boolean;
}

const MAX_WHOLE_BYTES = 64 * 1024 * 1024;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/**
 * Reads a stream as it comes and a whole answer at its end. Which of the two it is, the first byte says: some
 * servers answer a request for a stream with one JSON object (an error, often), others always stream, and
 * the content type says what it likes. No event stream begins with a brace.
 */
export function createAnswerSource(
  dialect: Dialect,
  context: DecodeContext,
  estimate: UsageEstimate,
): AnswerSource {
  let inner: AnswerSource | undefined;
  return {
    push(chunk) {
      if (inner === undefined) {
        const first = chunk.find(byte => byte > 0x20);
        if (first === undefined) return [];
        inner =
          first === OPEN_BRACE || first === OPEN_BRACKET
            ? createWholeSource(dialect, context, estimate)
            : createAnswerReader(dialect.createDecoder(context), estimate);
      }
      return inner.push(chunk);
    },
    end: () => inner?.end() ?? completeAnswer([], estimate).map(emptyBody),
    mayBeOver: () => inner?.mayBeOver?.() ?? false,
  };
}

function createWholeSource(dialect: Dialect, context: DecodeContext, estimate: UsageEstimate): AnswerSource {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    push(chunk) {
      size += chunk.length;
      if (size <= MAX_WHOLE_BYTES) chunks.push(chunk);
      return [];
    },
    end() {
      const json =
        size > MAX_WHOLE_BYTES ? undefined : parseJson(Buffer.concat(chunks, size).toString('utf8'));
      const events = json === undefined ? [] : dialect.decodeComplete(json, context);
      return completeAnswer(events, estimate);
    },
  };
}

/** A body without a byte is no broken stream: nothing was ever answered. */
function emptyBody(event: CanonicalEvent): CanonicalEvent {
  return event.type === 'failed'
    ? {
        type: 'failed',
        code: 'unavailable',
        detail: 'empty_answer',
        message: FAILURES.emptyAnswer.write(),
      }
    : event;
}
