import type { UpstreamFailure } from '../canonical-event.ts';
import { FOREIGN_REASONING, fallbackMessage, plainMessage, statedWaitSeconds } from '../classify-error.ts';
import type { ResponseHeaders } from '../dialect.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  isArray,
  isObject,
  type JsonObject,
  parseJson,
} from '../json.ts';
import { errorText, wholeSeconds } from '../vendor/error-text.ts';
import { orModelTrouble } from '../vendor/model-trouble.ts';
import { type Meaning, statusMeaning } from '../vendor/status-meaning.ts';

/** `error.status` by google.rpc.Code and ai.google.dev/gemini-api/docs/troubleshooting. */
const BY_STATUS: Readonly<Record<string, Meaning>> = {
  INVALID_ARGUMENT: { code: 'rejected' },
  OUT_OF_RANGE: { code: 'rejected' },
  // Free use or this place is not offered: another provider may well serve it.
  FAILED_PRECONDITION: { code: 'unavailable' },
  UNAUTHENTICATED: { code: 'key-refused' },
  PERMISSION_DENIED: { code: 'key-refused' },
  NOT_FOUND: { code: 'unavailable', detail: 'model_not_found' },
  RESOURCE_EXHAUSTED: { code: 'rate-limited' },
  INTERNAL: { code: 'unavailable' },
  UNKNOWN: { code: 'unavailable' },
  ABORTED: { code: 'unavailable' },
  CANCELLED: { code: 'unavailable' },
  UNAVAILABLE: { code: 'unavailable', detail: 'overloaded' },
  DEADLINE_EXCEEDED: { code: 'timeout' },
};

const BY_TEXT: readonly (readonly [RegExp, Meaning])[] = [
  [FOREIGN_REASONING, { code: 'rejected', detail: 'invalid_encrypted_content' }],
  [
    /token count.{0,40}exceeds|exceeds the maximum number of tokens|request payload size exceeds/i,
    { code: 'rejected', detail: 'context_length_exceeded' },
  ],
  [/API[ _]key (?:not valid|expired|not found|was reported)|API_KEY_INVALID/i, { code: 'key-refused' }],
  [
    /unable to process input image|image.{0,30}(?:not valid|invalid|unsupported)/i,
    { code: 'rejected', detail: 'invalid_image' },
  ],
];

const OWN_STATUS: ReadonlyMap<number, Meaning> = new Map([
  [503, { code: 'unavailable', detail: 'overloaded' }],
]);

/** What an HTTP error answer of the Gemini API means. */
export function decodeGeminiError(
  status: number,
  headers: ResponseHeaders,
  bodyText: string,
): UpstreamFailure {
  const json = parseJson(bodyText);
  const body = asObject(isArray(json) ? json[0] : json);
  const error = asObject(body?.error) ?? { message: plainMessage(bodyText) };
  const failure = errorFailure(error, status);
  const seconds = failure.retryAfterSeconds ?? statedWaitSeconds(status, headers);
  return seconds === undefined ? failure : { ...failure, retryAfterSeconds: seconds };
}

/** An `error` object, of an HTTP answer or (without a status) of a stream that began well. */
export function errorFailure(error: JsonObject, status: number | undefined): UpstreamFailure {
  const said = asString(error.message);
  const details = asArray(error.details).filter(isObject);
  const reasons = details.map(detail => asString(detail.reason) ?? '').join(' ');
  const byText = BY_TEXT.find(([pattern]) => pattern.test(`${said ?? ''} ${reasons}`))?.[1];
  const name = asString(error.status) ?? '';
  const byName = Object.hasOwn(BY_STATUS, name) ? BY_STATUS[name] : undefined;
  const sorted = byText ?? byName ?? statusMeaning(asNumber(error.code) ?? status, OWN_STATUS);
  const meaning = orModelTrouble(sorted, said ?? '');
  const number = status ?? asNumber(error.code);
  const message = errorText(said, fallbackMessage(number));
  if (meaning.code !== 'rate-limited') return { ...meaning, message };
  // A day's quota, or none at all, does not come back in the seconds the answer names.
  if (isUsedUp(details, said ?? '')) return { code: 'rate-limited', detail: 'insufficient_quota', message };
  const retryAfter = retryDelay(details) ?? wholeSeconds(/retry in (\d+(?:\.\d+)?s)/i.exec(said ?? '')?.[1]);
  return retryAfter === undefined
    ? { ...meaning, message }
    : { ...meaning, message, retryAfterSeconds: retryAfter };
}

function retryDelay(details: readonly JsonObject[]): number | undefined {
  const info = details.find(detail => asString(detail['@type'])?.endsWith('google.rpc.RetryInfo'));
  return wholeSeconds(asString(info?.retryDelay));
}

/** The quota that failed is one per day, or its limit is 0 (a model the plan does not include). */
function isUsedUp(details: readonly JsonObject[], message: string): boolean {
  if (/limit: 0\b/.test(message)) return true;
  const violations = details.flatMap(detail => asArray(detail.violations)).filter(isObject);
  return violations.some(violation => /per_?day/i.test(asString(violation.quotaId) ?? ''));
}
