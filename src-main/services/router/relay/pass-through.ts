import type { AttemptContext, AttemptResult, AttemptTarget } from '../attempt.ts';
import { callUpstream } from './call-upstream.ts';
import type { DecodeError } from './error-collector.ts';
import { answerHeadersFrom } from './forwarded-headers.ts';
import { type HeaderList, mergeHeaders, withoutHeader } from './header-list.ts';
import { openJsonRelay } from './json-relay.ts';
import { STREAM_HEADERS } from './stream-headers.ts';
import {
  type DecodeFailedEvent,
  type EstimateTokens,
  KEEP_ALIVE_EVENT,
  openStreamRelay,
} from './stream-relay.ts';

export interface PassThroughRequest {
  /** Path under the base URL, query included. */
  readonly path: string;
  readonly headers: HeaderList;
  /** Sent as it is: the client's bytes, but for the model's name. */
  readonly body: Buffer | string | Iterable<Buffer>;
  readonly stream: boolean;
  /** Reads the upstream's HTTP errors. */
  readonly decodeError: DecodeError;
  /** Reads the upstream's failures inside a stream. */
  readonly decodeFailed: DecodeFailedEvent;
  readonly estimate: EstimateTokens;
}

/** One attempt whose answer goes to the client byte for byte, but for a usage that a stream lacks. */
export function attemptPassThrough(
  request: PassThroughRequest,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  const { answer } = context;
  return callUpstream(
    {
      path: request.path,
      headers: request.headers,
      body: request.body,
      stream: request.stream,
      decodeError: request.decodeError,
      onQuiet() {
        if (!request.stream) return;
        if (!answer.hasBegun()) answer.begin(200, { ...STREAM_HEADERS, ...context.answerHeaders });
        answer.write(KEEP_ALIVE_EVENT);
      },
      openRelay(status, headers) {
        const begin = () => {
          if (answer.hasBegun()) return;
          const kept = answerHeadersFrom(headers, target.isOwnPlan);
          // What is put into a stream, or unpacked, has another length.
          const sent = request.stream ? withoutHeader(kept, 'content-length') : kept;
          answer.begin(status, mergeHeaders(sent, context.answerHeaders));
        };
        // What cannot be unpacked goes through as it is, but nothing of it can be watched.
        const encoding = headers['content-encoding'];
        const isReadable = encoding === undefined || encoding === 'identity';
        return request.stream && isReadable
          ? openStreamRelay(begin, target, answer, request.decodeFailed, request.estimate)
          : openJsonRelay(
              status,
              begin,
              target,
              answer,
              isReadable ? request.decodeFailed : undefined,
              request.estimate,
            );
      },
    },
    target,
    context,
  );
}
