import type { DispatchPlan, Refusal } from '../../domain/dispatch/dispatch-plan.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { ClientAnswer } from './client-answer.ts';
import { errorBody, errorHeaders } from './http/error-answer.ts';
import type { InboundCall } from './inbound-call.ts';
import { failedEvent } from './relay/failed-event.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';
import { httpFailure, streamError } from './wire/failure-wire.ts';

type Headers = Readonly<Record<string, string>>;

/** Codex shows a 400's body as it is, so the upstream's own words go on unchanged. */
export function sendFailure(
  api: InboundCall['api'],
  answer: ClientAnswer,
  failure: UpstreamFailure,
  original: { readonly status: number; readonly contentType: string; readonly body: Buffer } | undefined,
  routerHeaders: Headers,
): void {
  if (answer.hasBegun()) {
    answer.end(api === 'responses' ? failedEvent(failure) : chatError(failure));
    return;
  }
  if (failure.code === 'rejected' && original !== undefined && original.status === 400) {
    answer.begin(400, { ...routerHeaders, 'content-type': original.contentType });
    answer.write(original.body);
    answer.end();
    return;
  }
  const { status, headers, body } = httpFailure(failure);
  answer.begin(status, { ...routerHeaders, ...headers, 'content-length': String(Buffer.byteLength(body)) });
  answer.end(body);
}

/** Chat Completions has no event for a failure; clients of it look for an `error` in the data. */
function chatError(failure: UpstreamFailure): string {
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
        remedy: 'Enter a key in Signalbox, under Keys.',
      })
    : new AppError('policy-denied', message, { detail });
}

export function sendRefusal(answer: ClientAnswer, error: AppError, routerHeaders: Headers): void {
  const body = errorBody(error);
  answer.begin(error.status, { ...routerHeaders, ...errorHeaders(error, body) });
  answer.end(body);
}
