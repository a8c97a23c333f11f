import { WAITS } from '../../../domain/dispatch/failure-words.ts';
import { ERROR_TABLE } from '../../../domain/errors/error-code.ts';
import type { UpstreamFailure } from './canonical-event.ts';
import type { HttpFailure } from './inbound.ts';

/** The `error` object of OpenAI's wire APIs. */
export interface WireError {
  readonly message: string;
  readonly type: string;
  readonly code: string;
}

/**
 * The code of a `response.failed`, chosen by what Codex does with it: `invalid_prompt` is shown verbatim and not
 * retried; `rate_limit_exceeded` waits for the seconds in the message; `server_error` is tried six times.
 */
export function streamError(failure: UpstreamFailure): WireError {
  const { type } = ERROR_TABLE[failure.code];
  if (failure.detail === 'context_length_exceeded') {
    return { type, code: 'context_length_exceeded', message: failure.message };
  }
  if (waits(failure)) return { type, code: 'rate_limit_exceeded', message: withWait(failure) };
  if (isPassing(failure)) return { type, code: 'server_error', message: failure.message };
  return { type, code: 'invalid_prompt', message: withTime(failure) };
}

/** The same as an HTTP answer, while nothing was sent. */
export function httpFailure(failure: UpstreamFailure): HttpFailure {
  const { status, type } = ERROR_TABLE[failure.code];
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  // Codex understands whole seconds only.
  if (failure.retryAfterSeconds !== undefined)
    headers['retry-after'] = String(Math.ceil(failure.retryAfterSeconds));
  const error = {
    message: failure.message,
    type,
    code: failure.detail ?? failure.code.replaceAll('-', '_'),
    param: null,
  };
  return {
    status: failure.detail === 'model_not_found' ? 404 : status,
    headers,
    body: JSON.stringify({ error }),
  };
}

/** A person would rather read now what is the matter than watch Codex wait for longer. */
const LONGEST_WAIT_S = 60;

function waits(failure: UpstreamFailure): boolean {
  if (failure.detail === 'insufficient_quota') return false;
  if ((failure.retryAfterSeconds ?? 0) > LONGEST_WAIT_S) return false;
  return (
    failure.code === 'rate-limited' ||
    (failure.code === 'no-deployment' && failure.retryAfterSeconds !== undefined)
  );
}

/** Whether the same request may well succeed in a moment. */
function isPassing(failure: UpstreamFailure): boolean {
  if (failure.detail === 'model_not_found') return false;
  switch (failure.code) {
    case 'unavailable':
    case 'timeout':
    case 'stream-broken':
    case 'draining':
    case 'child-failed':
    case 'client-closed':
      return true;
    default:
      return false;
  }
}

/** Where the wait is too long to be waited for, the person learns how long it is. */
function withTime({ message, retryAfterSeconds }: UpstreamFailure): string {
  if (retryAfterSeconds === undefined || retryAfterSeconds <= LONGEST_WAIT_S) return message;
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return `${sentence(message)} ${(minutes === 1 ? WAITS.minute : WAITS.minutes).write(minutes)}`;
}

function sentence(message: string): string {
  return /[.!?]\s*$/.test(message) ? message.trimEnd() : `${message}.`;
}

/** Codex reads the wait from the message. */
function withWait(failure: UpstreamFailure): string {
  const { message, retryAfterSeconds } = failure;
  if (retryAfterSeconds === undefined || /try again in/i.test(message)) return message;
  return `${sentence(message)} ${WAITS.seconds.write(Math.max(1, Math.ceil(retryAfterSeconds)))}`;
}
