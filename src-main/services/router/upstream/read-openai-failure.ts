import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../../../domain/errors/error-code.ts';
import type { FailureDetail, UpstreamFailure } from '../wire/canonical-event.ts';

const MESSAGE_CHARS = 2000;

/** What an HTTP error of an OpenAI-shaped upstream means. Total: any status, any body. */
export function readHttpFailure(
  status: number,
  headers: IncomingHttpHeaders,
  bodyText: string,
): UpstreamFailure {
  const error = errorOf(parse(bodyText));
  const message = (error.message ?? (bodyText.trim() || `HTTP status ${status}`)).slice(0, MESSAGE_CHARS);
  const retryAfterSeconds = retryAfter(headers['retry-after']);
  const base = { message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  const detail = detailOf(error);
  if (detail === 'insufficient_quota') return { ...base, code: 'rate-limited', detail };
  if (detail === 'model_not_found') return { ...base, code: 'unavailable', detail };
  return { ...base, code: codeOf(status), ...(detail === undefined ? {} : { detail }) };
}

/** What the data of a `response.failed` or `error` event means. */
export function readFailedEvent(data: string): UpstreamFailure {
  const value = parse(data);
  const response = member(value, 'response');
  const error = errorOf(response === undefined ? value : response);
  const message = (error.message ?? 'the provider reported a failure without a message').slice(
    0,
    MESSAGE_CHARS,
  );
  const detail = detailOf(error);
  if (detail === 'context_length_exceeded') return { code: 'rejected', detail, message };
  if (error.code === 'rate_limit_exceeded' || error.code === 'slow_down' || detail === 'insufficient_quota') {
    return { code: 'rate-limited', message, ...(detail === undefined ? {} : { detail }) };
  }
  const isFinal = error.code === 'invalid_prompt' || error.code === 'cyber_policy';
  return { code: isFinal ? 'rejected' : 'unavailable', message, ...(detail === undefined ? {} : { detail }) };
}

function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403) return 'key-refused';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rate-limited';
  if (status === 404 || status === 409 || status >= 500 || status < 400) return 'unavailable';
  return 'rejected';
}

const DETAILS: Readonly<Record<string, FailureDetail>> = {
  context_length_exceeded: 'context_length_exceeded',
  insufficient_quota: 'insufficient_quota',
  server_is_overloaded: 'overloaded',
  model_not_found: 'model_not_found',
};

interface ErrorWords {
  readonly message: string | undefined;
  readonly code: string | undefined;
}

function detailOf(error: ErrorWords): FailureDetail | undefined {
  return error.code === undefined ? undefined : DETAILS[error.code];
}

function errorOf(value: unknown): ErrorWords {
  const error = member(value, 'error') ?? value;
  if (typeof error === 'string') return { message: error, code: undefined };
  return { message: text(member(error, 'message')), code: text(member(error, 'code')) };
}

/** Whole seconds from either form of Retry-After (RFC 9110 §10.2.3); dates are left to the default. */
function retryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // HTML or plain text: it is shown as it is
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
