import type { ErrorCode } from '../../../../domain/errors/error-code.ts';
import type { FailureDetail, UpstreamFailure } from '../canonical-event.ts';
import type { ResponseHeaders } from '../dialect.ts';
import { asObject, asString, type JsonObject, parseJson } from '../json.ts';
import { errorText, plainBody, retryAfterSeconds } from '../vendor/error-text.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly detail?: FailureDetail;
}

/** `error.type` by platform.claude.com/docs/en/api/errors. */
const BY_TYPE: Readonly<Record<string, Meaning>> = {
  invalid_request_error: { code: 'rejected' },
  authentication_error: { code: 'key-refused' },
  permission_error: { code: 'key-refused' },
  billing_error: { code: 'rate-limited', detail: 'insufficient_quota' },
  not_found_error: { code: 'unavailable', detail: 'model_not_found' },
  request_too_large: { code: 'rejected', detail: 'context_length_exceeded' },
  rate_limit_error: { code: 'rate-limited' },
  timeout_error: { code: 'timeout' },
  api_error: { code: 'unavailable' },
  overloaded_error: { code: 'unavailable', detail: 'overloaded' },
};

/** What tells more than the type: the same type covers many mistakes. */
const BY_TEXT: readonly (readonly [RegExp, Meaning])[] = [
  [
    /prompt is too long|input is too long|exceed(?:s|ed)? (?:the )?(?:model'?s? )?(?:maximum )?context (?:limit|window|length)/i,
    { code: 'rejected', detail: 'context_length_exceeded' },
  ],
  [
    /credit balance is too low|specified API usage limits/i,
    { code: 'rate-limited', detail: 'insufficient_quota' },
  ],
  [/could not process image|image exceeds|image dimensions/i, { code: 'rejected', detail: 'invalid_image' }],
];

/** What an HTTP error answer of the Messages API means. */
export function decodeAnthropicError(
  status: number,
  headers: ResponseHeaders,
  bodyText: string,
): UpstreamFailure {
  const body = asObject(parseJson(bodyText));
  const error = asObject(body?.error) ?? {};
  const said = asString(error.message) ?? asString(body?.message) ?? plainBody(bodyText);
  const failure = errorFailure({ ...error, message: said }, status);
  const seconds = retryAfterSeconds(headers);
  return seconds === undefined ? failure : { ...failure, retryAfterSeconds: seconds };
}

/** An `error` object, of an HTTP answer or (without a status) of a stream that began well. */
export function errorFailure(error: JsonObject, status: number | undefined): UpstreamFailure {
  const said = asString(error.message);
  const byText = BY_TEXT.find(([pattern]) => pattern.test(said ?? ''))?.[1];
  const type = asString(error.type) ?? '';
  const byType = Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined;
  const { code, detail } = byText ?? byType ?? byStatus(status);
  const message = errorText(
    said,
    `the provider answered with an error${status === undefined ? '' : ` (HTTP ${status})`}`,
  );
  return detail === undefined ? { code, message } : { code, message, detail };
}

function byStatus(status: number | undefined): Meaning {
  switch (status) {
    case 401:
    case 403:
      return { code: 'key-refused' };
    case 402:
      return { code: 'rate-limited', detail: 'insufficient_quota' };
    case 404:
      return { code: 'unavailable', detail: 'model_not_found' };
    case 408:
    case 504:
      return { code: 'timeout' };
    case 413:
      return { code: 'rejected', detail: 'context_length_exceeded' };
    case 429:
      return { code: 'rate-limited' };
    case 529:
      return { code: 'unavailable', detail: 'overloaded' };
    default:
      return { code: status !== undefined && status >= 400 && status < 500 ? 'rejected' : 'unavailable' };
  }
}
