import type { UpstreamFailure } from '../canonical-event.ts';
import { classifyError, plainMessage, statedWaitSeconds } from '../classify-error.ts';
import type { ResponseHeaders } from '../dialect.ts';
import {
  asNumber,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../json.ts';

/** OpenAI's error bodies and their many cousins: `{error: {…}}`, `{error: "…"}`, `{object: "error", …}`, `{detail}`. */
export function decodeChatError(status: number, headers: ResponseHeaders, bodyText: string): UpstreamFailure {
  const json = parseJson(bodyText);
  const wait = statedWaitSeconds(status, headers, bodyText);
  if (!isObject(json)) {
    return classifyError({ status, message: plainMessage(bodyText), retryAfterSeconds: wait });
  }
  return failureOf(json, status, wait);
}

/** The error inside a 200, or undefined where the object is none. */
export function errorInAnswer(json: JsonObject): UpstreamFailure | undefined {
  const isError = (json.error !== undefined && json.error !== null) || json.object === 'error';
  return isError ? failureOf(json, undefined, undefined) : undefined;
}

function failureOf(json: JsonObject, status: number | undefined, wait: number | undefined): UpstreamFailure {
  const error = asObject(json.error) ?? json;
  const code = textOf(error.code);
  return classifyError({
    status: status ?? statusIn(error),
    type: asString(error.type),
    code,
    message: messageOf(error) ?? asString(json.error) ?? asString(json.detail),
    retryAfterSeconds: wait ?? asNumber(error.resets_in_seconds),
  });
}

/** OpenRouter hides the provider's own words one level deeper. */
function messageOf(error: JsonObject): string | undefined {
  const raw = asString(asObject(error.metadata)?.raw);
  const message = asString(error.message);
  return raw !== undefined && message === 'Provider returned error' ? raw : message;
}

function statusIn(error: JsonObject): number | undefined {
  const number = asNumber(error.code) ?? asNumber(error.status) ?? Number(asString(error.code) ?? Number.NaN);
  return number >= 400 && number < 600 ? number : undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : asString(value);
}
