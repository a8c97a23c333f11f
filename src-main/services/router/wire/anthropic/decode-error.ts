import type { UpstreamFailure } from '../canonical-event.ts';
import { FOREIGN_REASONING, fallbackMessage, plainMessage, statedWaitSeconds } from '../classify-error.ts';
import type { ResponseHeaders } from '../dialect.ts';
import { asObject, asString, type JsonObject, parseJson } from '../json.ts';
import { errorText } from '../vendor/error-text.ts';
import { orModelTrouble } from '../vendor/model-trouble.ts';
import { type Meaning, statusMeaning } from '../vendor/status-meaning.ts';

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
  [FOREIGN_REASONING, { code: 'rejected', detail: 'invalid_encrypted_content' }],
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

const OWN_STATUS: ReadonlyMap<number, Meaning> = new Map([
  [402, { code: 'rate-limited', detail: 'insufficient_quota' }],
  [529, { code: 'unavailable', detail: 'overloaded' }],
]);

/** What an HTTP error answer of the Messages API means. */
export function decodeAnthropicError(
  status: number,
  headers: ResponseHeaders,
  bodyText: string,
): UpstreamFailure {
  const body = asObject(parseJson(bodyText));
  const error = asObject(body?.error) ?? {};
  const said = asString(error.message) ?? asString(body?.message) ?? plainMessage(bodyText);
  const failure = errorFailure({ ...error, message: said }, status);
  const seconds = statedWaitSeconds(status, headers, bodyText);
  return seconds === undefined ? failure : { ...failure, retryAfterSeconds: seconds };
}

/** An `error` object, of an HTTP answer or (without a status) of a stream that began well. */
export function errorFailure(error: JsonObject, status: number | undefined): UpstreamFailure {
  const said = asString(error.message);
  const byText = BY_TEXT.find(([pattern]) => pattern.test(said ?? ''))?.[1];
  const type = asString(error.type) ?? '';
  const byType = Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined;
  const meaning = byText ?? byType ?? statusMeaning(status, OWN_STATUS);
  const { code, detail } = orModelTrouble(meaning, said ?? '');
  const message = errorText(said, fallbackMessage(status));
  return detail === undefined ? { code, message } : { code, message, detail };
}
