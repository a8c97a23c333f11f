import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { AttemptContext, AttemptResult, AttemptTarget } from '../attempt.ts';
import { authHeaders } from '../upstream/auth-headers.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { BodyRelay } from './body-relay.ts';
import { type Deadlines, startDeadlines } from './deadlines.ts';
import { type DecodeError, openErrorCollector } from './error-collector.ts';
import { watchSilence } from './watch-silence.ts';

export interface UpstreamCall {
  /** Path under the base URL, query included. */
  readonly path: string;
  /** Names in lower case, without the key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  /** A whole answer begins when it is finished: its first byte has the time of a whole stream. */
  readonly stream: boolean;
  /** Reads the upstream's HTTP errors. */
  readonly decodeError: DecodeError;
  /** Takes the body of an answer that is none. */
  openRelay(status: number, headers: IncomingHttpHeaders): BodyRelay;
  /** The upstream is silent and no answer of it has begun. */
  onQuiet?(): void;
}

/** After its terminal event a stream may end by itself, so that its connection can be used again. */
const ENDING_MS = 1_000;

/**
 * One request to an upstream, its body handed to a relay with deadlines, backpressure and the client's leaving
 * seen to. Resolves, never rejects: what went wrong is in the result, together with whether the client saw
 * something already.
 */
export function callUpstream(
  call: UpstreamCall,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  const { answer, signal, timeouts } = context;
  return new Promise(resolve => {
    let relay: BodyRelay | undefined;
    let controller: Dispatcher.DispatchController | undefined;
    let isSettled = false;
    let ending: NodeJS.Timeout | undefined;
    let deadlines: Deadlines | undefined;
    let silence: Disposable | undefined;

    const settle = (result: AttemptResult) => {
      if (isSettled) return;
      isSettled = true;
      deadlines?.[Symbol.dispose]();
      silence?.[Symbol.dispose]();
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
    const { ttft_ms: ttftMs, idle_ms: idleMs } = timeouts;
    deadlines = startDeadlines({ ttftMs: call.stream ? ttftMs : ttftMs + idleMs, idleMs }, giveUp);
    silence = watchSilence(timeouts.keep_alive_ms, answer.writes, () =>
      relay === undefined ? call.onQuiet?.() : relay.onQuiet(),
    );

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (isSettled) started.abort(new AppError('client-closed', 'given up before the request began'));
      },
      onResponseStart(_, status, headers) {
        if (status < 200) return; // informational (RFC 9110 §15.2): the answer is still to come
        relay =
          status >= 300
            ? openErrorCollector(status, headers, target, call.decodeError)
            : call.openRelay(status, headers);
      },
      onResponseData(current, chunk) {
        if (isSettled || relay === undefined) return;
        deadlines?.onChunk();
        const result = relay.onChunk(chunk);
        if (result !== undefined) {
          settle(result);
          const over = () => current.abort(new AppError('client-closed', 'the answer is complete'));
          if (result.kind === 'answered') ending = setTimeout(over, ENDING_MS);
          else over();
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
        clearTimeout(ending);
        if (!isSettled) settle(relay === undefined ? failedBefore(undefined) : relay.onEnd());
      },
      onResponseError(_, error) {
        clearTimeout(ending);
        if (!isSettled) settle(relay?.onFailure({ error }) ?? failedBefore(error));
      },
    };
    const { baseUrl } = target;
    try {
      context.pools.of(baseUrl.origin).dispatch(
        {
          origin: baseUrl.origin,
          path: joinPath(baseUrl, call.path),
          method: 'POST',
          headers: { ...call.headers, ...target.headers, ...authHeaders(target) },
          body: call.body,
        },
        handler,
      );
    } catch (error) {
      // undici throws on a request it finds malformed, for instance a header a settings file got wrong.
      settle(failedBefore(error));
    }
  });
}

function joinPath(baseUrl: URL, path: string): string {
  return `${baseUrl.pathname.replace(/\/+$/, '')}${path}`;
}
