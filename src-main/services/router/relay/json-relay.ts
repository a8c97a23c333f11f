import { type AttemptResult, type AttemptTarget, NO_FACTS } from '../attempt.ts';
import type { ClientAnswer } from '../client-answer.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { BodyRelay } from './body-relay.ts';
import { findUsage } from './find-usage.ts';

const TAIL_BYTES = 32 * 1024;
const ID = /"id"\s*:\s*"(resp_[^"\\]+|chatcmpl-[^"\\]+)"/;

/**
 * Hands a whole (not streamed) answer on as it comes. The head goes out with the first byte, so that an
 * empty answer can still be tried elsewhere.
 */
export function openJsonRelay(
  status: number,
  begin: () => void,
  target: AttemptTarget,
  answer: ClientAnswer,
  isReadable: boolean,
): BodyRelay {
  let tail: Buffer = Buffer.alloc(0);
  let upstreamId: string | undefined;
  let hasBegun = false;
  const failedWith = (error: unknown) =>
    describeTransportFailure(target.wire.provider, target.baseUrl.origin, error);
  return {
    onChunk(chunk) {
      if (!hasBegun) {
        hasBegun = true;
        answer.markShown();
        begin();
        if (isReadable) upstreamId = ID.exec(chunk.subarray(0, 512).toString('latin1'))?.[1];
      }
      answer.write(chunk);
      tail = chunk.length >= TAIL_BYTES ? chunk : Buffer.concat([tail.subarray(-TAIL_BYTES), chunk]);
      return undefined;
    },
    onEnd(): AttemptResult {
      if (!hasBegun) {
        return {
          kind: 'failed',
          failure: {
            code: 'unavailable',
            detail: 'empty_answer',
            message: `${target.wire.provider} sent an empty answer.`,
          },
          upstreamStatus: status,
          notes: [],
          original: undefined,
        };
      }
      answer.end();
      const usage = isReadable ? findUsage(tail.toString('utf8')) : undefined;
      return {
        kind: 'answered',
        status,
        ended: 'whole',
        usage,
        upstreamId,
        upstreamStatus: status,
        notes: [],
      };
    },
    onFailure({ error }): AttemptResult {
      const failure = failedWith(error);
      if (!hasBegun)
        return { kind: 'failed', failure, upstreamStatus: status, notes: [], original: undefined };
      answer.cut();
      return { kind: 'broken', failure, ...NO_FACTS, upstreamId, upstreamStatus: status };
    },
    onQuiet: () => undefined,
  };
}
