import type { DispatchPlan, Refusal } from '../../domain/dispatch/dispatch-plan.ts';
import { ENTER_KEY } from '../../domain/dispatch/failure-words.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { ClientAnswer } from './client-answer.ts';
import { errorBody, errorHeaders } from './http/error-answer.ts';
import type { InboundCall } from './inbound-call.ts';
import { failedEvent } from './relay/failed-event.ts';
import { STREAM_HEADERS } from './relay/stream-headers.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';
import { httpFailure, streamError } from './wire/failure-wire.ts';

type Headers = Readonly<Record<string, string>>;

/** Whoever waits for the answer. */
export type Asker = Pick<InboundCall, 'api' | 'stream' | 'headers'>;

/**
 * Tells the client that nobody answered, in the form it makes most of. Codex shows a 400's body as it is, so
 * the upstream's own words go on unchanged; what it would ask for 30 times as a 5xx, or hide as a 429, it gets
 * as a stream that failed: that it tries six times, or waits for as the message says, or shows at once.
 *
 * @returns the HTTP status that says what happened, whatever the client was given
 */
export function sendFailure(
  answer: ClientAnswer,
  asker: Asker,
  failure: UpstreamFailure,
  original: { readonly status: number; readonly contentType: string; readonly body: Buffer } | undefined,
  routerHeaders: Headers,
): number {
  const { status, headers, body } = httpFailure(failure);
  if (answer.hasBegun()) {
    answer.end(failureInStream(asker, failure));
  } else if (failure.code === 'rejected' && original !== undefined && original.status === 400) {
    answer.begin(400, { ...routerHeaders, 'content-type': original.contentType });
    answer.write(original.body);
    answer.end();
  } else if (asker.api === 'responses' && asker.stream && isCodex(asker) && isRetried(status)) {
    answer.begin(200, { ...routerHeaders, ...STREAM_HEADERS });
    answer.end(failedEvent(failure));
  } else {
    answer.begin(status, { ...routerHeaders, ...headers, 'content-length': String(Buffer.byteLength(body)) });
    answer.end(body);
  }
  return status;
}

const isRetried = (status: number): boolean => status === 429 || status >= 500;

function isCodex({ headers }: Asker): boolean {
  return (
    headers.originator?.toString().startsWith('codex') === true ||
    headers['x-codex-turn-metadata'] !== undefined ||
    headers['user-agent']?.startsWith('codex') === true
  );
}

function failureInStream(asker: Asker, failure: UpstreamFailure): string {
  if (asker.api === 'responses') return failedEvent(failure);
  return `data: ${JSON.stringify({ error: streamError(failure) })}\n\n`;
}

/**
 * Why nobody was tried. A limit that ends by itself is a 503 with Retry-After, which Codex waits for; one that
 * waits for the person is a 400, which Codex shows at once and word for word.
 */
export function refusalError(plan: DispatchPlan, refusal: Refusal): AppError {
  const { code, detail, message, retryAfterSeconds } = refusal;
  if (detail === 'unknown_model') {
    return new AppError('rejected', message, { detail: 'model_not_found', status: 404 });
  }
  if (code === 'policy-denied') return new AppError(code, message, { detail });
  if (retryAfterSeconds !== undefined) return new AppError(code, message, { detail, retryAfterSeconds });
  const lacksKey = plan.considered.some(({ limit }) => limit?.reason === 'no-key');
  return lacksKey
    ? new AppError('key-missing', message, {
        detail: 'key_missing',
        remedy: ENTER_KEY,
      })
    : new AppError('policy-denied', message, { detail });
}

export function sendRefusal(
  answer: ClientAnswer,
  asker: Asker,
  error: AppError,
  routerHeaders: Headers,
): void {
  if (asker.api === 'responses' && asker.stream && isCodex(asker) && isRetried(error.status)) {
    const { code, message, retryAfterSeconds } = error;
    answer.begin(200, { ...routerHeaders, ...STREAM_HEADERS });
    answer.end(failedEvent({ code, message, retryAfterSeconds }));
    return;
  }
  const body = errorBody(error);
  answer.begin(error.status, { ...routerHeaders, ...errorHeaders(error, body) });
  answer.end(body);
}
