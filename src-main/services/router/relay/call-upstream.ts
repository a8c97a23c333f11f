import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { AttemptContext, AttemptResult, AttemptTarget } from '../attempt.ts';
import { authHeaders } from '../upstream/auth-headers.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { BodyRelay } from './body-relay.ts';
import { type Deadlines, startDeadlines } from './deadlines.ts';
import { type DecodeError, openErrorCollector } from './error-collector.ts';
import { type HeaderList, mergeHeaders } from './header-list.ts';
import { createInflater, type Inflater, looksZipped } from './inflater.ts';
import { watchSilence } from './watch-silence.ts';

export interface UpstreamCall {
  /** Path under the base URL, query included. */
  readonly path: string;
  /** Names in lower case, without the key. */
  readonly headers: HeaderList;
  readonly body: Buffer | string | Iterable<Buffer>;
  /** A whole answer begins when it is finished: its first byte has the time of a whole stream. */
  readonly stream: boolean;
  /** Reads the upstream's HTTP errors. */
  readonly decodeError: DecodeError;
  /** Takes the body of an answer that is none. */
  openRelay(status: number, headers: IncomingHttpHeaders): BodyRelay;
  /** The upstream is silent and no answer of it has begun. */
  onQuiet?(): void;
}

/** Without a word about it a server may pack its answer (RFC 9110 §12.5.3), and some do. */
const PLAIN = { 'accept-encoding': 'identity' };
/** After its terminal event a stream may end by itself, so that its connection can be used again. */
const ENDING_MS = 1_000;
/** An answer that gave its reason to end, and no word more for so long, has ended. */
const LIKELY_OVER_MS = 5_000;

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
  if (context.answer.gone.reason !== undefined) return Promise.resolve({ kind: 'client-gone' });
  return new Promise(resolve => new Exchange(call, target, context, resolve).start());
}

/** One for each attempt, on its hot path: a class has its functions once. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly call: UpstreamCall;
  private readonly target: AttemptTarget;
  private readonly context: AttemptContext;
  private readonly resolve: (result: AttemptResult) => void;
  private relay: BodyRelay | undefined;
  private inflater: Inflater | undefined;
  private hasData = false;
  /** What ended a compressed body early, while the rest of it is still unpacked. */
  private cause: Error | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private isSettled = false;
  private ending: NodeJS.Timeout | undefined;
  private likelyOver: NodeJS.Timeout | undefined;
  private deadlines: Deadlines | undefined;
  private silence: Disposable | undefined;
  private readonly onGone: (reason: Error) => void;

  constructor(
    call: UpstreamCall,
    target: AttemptTarget,
    context: AttemptContext,
    resolve: (result: AttemptResult) => void,
  ) {
    this.call = call;
    this.target = target;
    this.context = context;
    this.resolve = resolve;
    this.onGone = reason => {
      const soFar = this.isSettled ? undefined : this.relay?.soFar();
      this.settle({ kind: 'client-gone', ...(soFar && { soFar }) });
      this.controller?.abort(reason);
    };
  }

  start(): void {
    const { call, context, target } = this;
    const { answer, timeouts } = context;
    answer.gone.onCancel(this.onGone);
    const { ttft_ms: ttftMs, idle_ms: idleMs } = timeouts;
    this.deadlines = startDeadlines(call.stream ? ttftMs : ttftMs + idleMs, idleMs, error =>
      this.giveUp(error),
    );
    // To a client that waits for a whole answer there is nothing to say meanwhile.
    if (call.stream) {
      this.silence = watchSilence(
        timeouts.keep_alive_ms,
        () => answer.writes(),
        () => (this.relay === undefined ? call.onQuiet?.() : this.relay.onQuiet()),
      );
    }
    const { baseUrl } = target;
    try {
      context.pools.of(baseUrl.origin).dispatch(
        {
          origin: baseUrl.origin,
          path: baseUrl.path + call.path,
          method: 'POST',
          headers: mergeHeaders(call.headers, { ...PLAIN, ...target.headers, ...authHeaders(target) }),
          body: call.body,
        } as Dispatcher.DispatchOptions, // it takes any iterable as a body, and lists it only reads
        this,
      );
    } catch (error) {
      // undici throws on a request it finds malformed, for instance a header a settings file got wrong.
      this.settle(this.failedBefore(error));
    }
  }

  onRequestStart(started: Dispatcher.DispatchController): void {
    this.controller = started;
    if (this.isSettled) started.abort(new AppError('client-closed', 'given up before the request began'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return; // informational (RFC 9110 §15.2): the answer is still to come
    this.context.onHeaders?.(headers);
    const encoding = headers['content-encoding'];
    this.inflater = encoding === undefined ? undefined : this.inflaterFor(encoding.trim().toLowerCase());
    const readable = this.inflater === undefined ? headers : inflated(headers);
    this.relay =
      status >= 300
        ? openErrorCollector(status, this.dated(readable), this.target, this.call.decodeError)
        : this.call.openRelay(status, readable);
  }

  /** A time to come back at is measured against the answer's own date; without one against this machine's. */
  private dated(headers: IncomingHttpHeaders): IncomingHttpHeaders {
    if (!Number.isNaN(Date.parse(headers.date ?? ''))) return headers;
    return { ...headers, date: new Date(this.context.nowMs()).toUTCString() };
  }

  private inflaterFor(encoding: string): Inflater | undefined {
    return createInflater(encoding, {
      onData: chunk => {
        if (!this.isSettled && this.relay !== undefined) this.take(chunk, this.relay);
      },
      onDone: error => {
        if (this.isSettled || this.relay === undefined) return;
        const cause = this.cause ?? error;
        this.settle(cause === undefined ? this.relay.onEnd() : this.failed(cause));
      },
    });
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isSettled || this.relay === undefined) return;
    this.deadlines?.onChunk();
    if (!this.hasData) {
      this.hasData = true;
      if (this.call.stream && looksZipped(chunk)) this.inflater ??= this.inflaterFor('gzip');
    }
    if (this.inflater === undefined) this.take(chunk, this.relay);
    else this.inflater.push(chunk);
  }

  private take(chunk: Buffer, relay: BodyRelay): void {
    const { controller: current, deadlines } = this;
    if (current === undefined) return;
    const result = relay.onChunk(chunk);
    if (result !== undefined) {
      this.settle(result);
      const over = () => current.abort(new AppError('client-closed', 'the answer is complete'));
      if (result.kind === 'answered') this.ending = setTimeout(over, ENDING_MS);
      else over();
      return;
    }
    this.waitForMore(relay, current);
    const { answer } = this.context;
    if (answer.isCongested()) {
      current.pause();
      deadlines?.pause();
      answer.whenDrained(() => {
        deadlines?.resume();
        current.resume();
      });
    }
  }

  onResponseEnd(): void {
    clearTimeout(this.ending);
    if (this.inflater !== undefined) this.inflater.end();
    else if (!this.isSettled) {
      this.settle(this.relay === undefined ? this.failedBefore(undefined) : this.relay.onEnd());
    }
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.ending);
    this.cause = error;
    if (this.inflater !== undefined) this.inflater.end();
    else if (!this.isSettled) this.settle(this.failed(error));
  }

  /** Ends the attempt from our side: the upstream is told by closing its connection. */
  private giveUp(error: AppError): void {
    this.settle(this.failed(error));
    this.controller?.abort(error);
  }

  /** Some servers neither say that an answer is over nor close its connection. */
  private waitForMore(relay: BodyRelay, current: Dispatcher.DispatchController): void {
    clearTimeout(this.likelyOver);
    if (relay.mayBeOver?.() !== true) return;
    this.likelyOver = setTimeout(() => {
      this.settle(relay.onEnd());
      current.abort(new AppError('client-closed', 'the answer is complete'));
    }, LIKELY_OVER_MS);
  }

  private failed(error: unknown): AttemptResult {
    const { relay } = this;
    if (relay === undefined) return this.failedBefore(error);
    return relay.mayBeOver?.() === true ? relay.onEnd() : relay.onFailure({ error });
  }

  private settle(result: AttemptResult): void {
    if (this.isSettled) return;
    this.isSettled = true;
    clearTimeout(this.likelyOver);
    this.deadlines?.[Symbol.dispose]();
    this.silence?.[Symbol.dispose]();
    this.context.answer.gone.offCancel(this.onGone);
    this.resolve(result);
  }

  private failedBefore(error: unknown): AttemptResult {
    return {
      kind: 'failed',
      failure: describeTransportFailure(this.target.wire.provider, this.target.baseUrl.origin, error),
      upstreamStatus: undefined,
      notes: [],
      original: undefined,
    };
  }
}

/** The headers of a body as it is read here. */
function inflated(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'content-encoding': _encoding, 'content-length': _length, ...plain } = headers;
  return plain;
}
