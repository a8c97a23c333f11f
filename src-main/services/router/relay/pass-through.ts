import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { AttemptContext, AttemptResult, AttemptTarget } from '../attempt.ts';
import { authHeaders } from '../upstream/auth-headers.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { BodyRelay } from './body-relay.ts';
import { type Deadlines, startDeadlines } from './deadlines.ts';
import { type DecodeError, openErrorCollector } from './error-collector.ts';
import { answerHeadersFrom } from './forwarded-headers.ts';
import { openJsonRelay } from './json-relay.ts';
import { type DecodeFailedEvent, openStreamRelay } from './stream-relay.ts';

export interface PassThroughRequest {
  /** Path under the base URL, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is: the client's bytes, but for the model's name. */
  readonly body: Buffer;
  readonly stream: boolean;
  /** Reads the upstream's HTTP errors. */
  readonly decodeError: DecodeError;
  /** Reads the upstream's failures inside a stream. */
  readonly decodeFailed: DecodeFailedEvent;
}

const KEEP_ALIVE_MS = 10_000;

/**
 * One attempt whose bytes go through unchanged both ways. Resolves, never rejects: what went wrong is in
 * the result, together with whether the client saw something already.
 */
export function attemptPassThrough(
  request: PassThroughRequest,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  const { answer, signal, timeouts } = context;
  return new Promise(resolve => {
    let relay: BodyRelay | undefined;
    let controller: Dispatcher.DispatchController | undefined;
    let isSettled = false;
    let deadlines: Deadlines | undefined;

    const settle = (result: AttemptResult) => {
      if (isSettled) return;
      isSettled = true;
      deadlines?.[Symbol.dispose]();
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    /** Ends the attempt from our side: the upstream is told by closing its connection. */
    const giveUp = (error: AppError) => {
      settle(relay?.onFailure({ error }) ?? failedBefore(error));
      controller?.abort(error);
    };
    const failedBefore = (error: unknown): AttemptResult => ({
      kind: 'failed',
      failure: describeTransportFailure(target.wire.provider, target.baseUrl.origin, error),
      upstreamStatus: undefined,
      notes: [],
      original: undefined,
    });
    const onAbort = () => {
      settle({ kind: 'client-gone' });
      controller?.abort(signal.reason);
    };
    if (signal.aborted) {
      resolve({ kind: 'client-gone' });
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    deadlines = startDeadlines(
      { ttftMs: timeouts.ttft_ms, idleMs: timeouts.idle_ms, keepAliveMs: KEEP_ALIVE_MS },
      giveUp,
      () => relay?.onQuiet(),
    );

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (isSettled) started.abort(new AppError('client-closed', 'given up before the request began'));
      },
      onResponseStart(_, status, headers) {
        if (status < 200) return; // informational (RFC 9110 §15.2): the answer is still to come
        relay = chooseRelay(status, headers, request, target, context);
      },
      onResponseData(current, chunk) {
        if (isSettled || relay === undefined) return;
        deadlines?.onChunk();
        const result = relay.onChunk(chunk);
        if (result !== undefined) {
          settle(result);
          current.abort(new AppError('client-closed', 'the answer is complete'));
        } else if (answer.isCongested()) {
          current.pause();
          deadlines?.pause();
          answer.whenDrained(() => {
            deadlines?.resume();
            current.resume();
          });
        }
      },
      onResponseEnd() {
        if (!isSettled) settle(relay === undefined ? failedBefore(undefined) : relay.onEnd());
      },
      onResponseError(_, error) {
        if (!isSettled) settle(relay?.onFailure({ error }) ?? failedBefore(error));
      },
    };
    const { baseUrl } = target;
    try {
      context.pools.of(baseUrl.origin).dispatch(
        {
          origin: baseUrl.origin,
          path: joinPath(baseUrl, request.path),
          method: 'POST',
          headers: { ...request.headers, ...target.headers, ...authHeaders(target) },
          body: request.body,
        },
        handler,
      );
    } catch (error) {
      // undici throws on a request it finds malformed, for instance a header a settings file got wrong.
      settle(failedBefore(error));
    }
  });
}

function chooseRelay(
  status: number,
  headers: IncomingHttpHeaders,
  request: PassThroughRequest,
  target: AttemptTarget,
  context: AttemptContext,
): BodyRelay {
  if (status >= 300) return openErrorCollector(status, headers, target, request.decodeError);
  const begin = () =>
    context.answer.begin(status, {
      ...answerHeadersFrom(headers, target.isOwnPlan),
      ...context.answerHeaders,
    });
  // A compressed answer goes through as it is, but nothing of it can be watched.
  const isReadable = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  return request.stream && isReadable
    ? openStreamRelay(begin, target, context.answer, request.decodeFailed)
    : openJsonRelay(status, begin, target, context.answer, isReadable);
}

function joinPath(baseUrl: URL, path: string): string {
  return `${baseUrl.pathname.replace(/\/+$/, '')}${path}`;
}
