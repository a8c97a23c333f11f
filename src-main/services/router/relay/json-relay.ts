import { FAILURES } from '../../../domain/dispatch/failure-words.ts';
import type { AnswerFacts, AttemptResult, AttemptTarget } from '../attempt.ts';
import type { ClientAnswer } from '../client-answer.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { UpstreamFailure } from '../wire/canonical-event.ts';
import { asObject, parseJson } from '../wire/json.ts';
import type { BodyRelay } from './body-relay.ts';
import { findAnswerId } from './find-answer-id.ts';
import { findUsage } from './find-usage.ts';
import { outputBytesOf } from './output-bytes.ts';
import type { DecodeFailedEvent, EstimateTokens } from './stream-relay.ts';

const TAIL_BYTES = 32 * 1024;
/** A failure inside a 200 is short: an answer that outgrows this is one, and goes on as it comes. */
const HELD_BYTES = 64 * 1024;
const ERROR_KEY = Buffer.from('"error"');
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Hands a whole (not streamed) answer on. Its first bytes are held, so that one that is empty or tells of a
 * failure can still be tried elsewhere; a whole answer is written at once, and nobody waits for them.
 */
export function openJsonRelay(
  status: number,
  begin: () => void,
  target: AttemptTarget,
  answer: ClientAnswer,
  /** Says what a failed answer means; undefined where the answer is compressed and cannot be read. */
  decodeFailed: DecodeFailedEvent | undefined,
  estimate: EstimateTokens,
): BodyRelay {
  let held: Buffer[] | undefined = [];
  let heldBytes = 0;
  let totalBytes = 0;
  /** The end of what was shown. */
  let tail = NOTHING;
  let upstreamId: string | undefined;

  const failed = (failure: UpstreamFailure): AttemptResult => ({
    kind: 'failed',
    failure,
    upstreamStatus: status,
    notes: [],
    original: undefined,
  });
  function show(bytes: Buffer): void {
    held = undefined;
    tail = bytes;
    answer.markShown();
    begin();
    if (decodeFailed) upstreamId = findAnswerId(bytes);
  }
  function failureInside(bytes: Buffer): UpstreamFailure | undefined {
    if (decodeFailed === undefined || !bytes.includes(ERROR_KEY)) return undefined;
    const text = bytes.toString('utf8');
    const json = asObject(parseJson(text));
    const error = asObject(json?.error);
    return error === undefined ? undefined : decodeFailed(text);
  }

  /** An answer that ends early reports no tokens: they are counted by length. */
  function facts(): AnswerFacts {
    const text = (held === undefined ? tail : Buffer.concat(held, heldBytes)).toString('utf8');
    const usage = decodeFailed && (findUsage(text) ?? estimate(outputBytesOf(text, totalBytes)));
    return { usage, upstreamId, upstreamStatus: status, notes: [] };
  }

  return {
    onChunk(chunk) {
      totalBytes += chunk.length;
      if (held === undefined) {
        tail = chunk.length >= TAIL_BYTES ? chunk : Buffer.concat([tail.subarray(-TAIL_BYTES), chunk]);
        answer.write(chunk);
        return undefined;
      }
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes > HELD_BYTES) {
        const bytes = Buffer.concat(held, heldBytes);
        show(bytes);
        answer.write(bytes);
      }
      return undefined;
    },
    onEnd(): AttemptResult {
      if (held !== undefined) {
        if (heldBytes === 0) {
          const message = `${target.wire.provider}: ${FAILURES.emptyAnswer.write()}`;
          return failed({ code: 'unavailable', detail: 'empty_answer', message });
        }
        const bytes = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, heldBytes);
        const failure = failureInside(bytes);
        if (failure !== undefined) return failed(failure);
        show(bytes);
        answer.end(bytes);
      } else {
        answer.end();
      }
      return { kind: 'answered', status, ended: 'whole', ...facts() };
    },
    onFailure({ error }): AttemptResult {
      const failure = describeTransportFailure(target.wire.provider, target.baseUrl.origin, error);
      if (held !== undefined) return failed(failure);
      answer.cut();
      return { kind: 'broken', failure, ...facts() };
    },
    soFar: facts,
    onQuiet: () => undefined,
  };
}
