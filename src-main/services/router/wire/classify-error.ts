import { FAILURES } from '../../../domain/dispatch/failure-words.ts';
import { statedResetMs } from '../../../domain/dispatch/stated-reset.ts';
import type { ErrorCode } from '../../../domain/errors/error-code.ts';
import type { FailureDetail, UpstreamFailure } from './canonical-event.ts';
import type { ResponseHeaders } from './dialect.ts';

/** What a provider said about a failure, wherever its dialect puts it. */
export interface ErrorFacts {
  /** HTTP status, or the one in the body of an error inside a 200. */
  readonly status?: number | undefined;
  readonly type?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

const MAX_MESSAGE_CHARS = 1_000;

const CONTEXT =
  /context.?(length|window|size)|maximum.{0,20}(context|prompt).{0,10}(length|tokens)|prompt is too long|input is too long|too many (input )?tokens|token count.{0,40}exceeds|exceeds.{0,30}(maximum|max|limit).{0,20}tokens(?! per)|reduce the length/i;
const QUOTA =
  /insufficient[_ ](quota|balance|credits?|funds)|billing|exceeded your monthly|payment required|purchase (more )?credits/i;
const MODEL_GONE =
  /model.{0,80}(not found|does not exist|not exist|not supported|decommissioned|not available|no longer)|no such model|unknown model|try pulling it/i;
/** It is there, but cannot answer now. */
export const MODEL_BUSY = /\bmodel\b[^.\n]{0,80}(unavailable|overloaded|too busy|at capacity|is loading)/i;
/** A key that is good for other models. */
const MODEL_DENIED = /model_not_found|(no|not have) access to (the |this )?model/i;
const FILTER = /content.?(filter|policy|management)|safety system|flagged/i;
const OVERLOAD = /overloaded|over capacity|at capacity|slow_down|server.?busy/i;

/**
 * Reasoning that goes back to where it came from, and is refused: OpenAI's encrypted content, Anthropic's signatures
 * (of another model, account or conversation) and Gemini's, whichever gateway passes the words on. Some Chat servers
 * take no reasoning back at all, Groq's models among them.
 */
export const FOREIGN_REASONING =
  /invalid_encrypted_content|encrypted content.{0,60}(could not|cannot) be|invalid .?signature.? in .?(redacted_)?thinking|thinking.? blocks.{0,60}cannot be modified|block_binding|(corrupted|invalid) thought.?signature|thought.?signature is not valid|\b(reasoning(_content|_details)?|thinking_blocks)\b(?!\.).{0,60}(unsupported|not supported with|extra_forbidden|not permitted)/i;

/** Sorts a failure by status, code and words alike: providers say the same thing in any of the three. */
export function classifyError(facts: ErrorFacts): UpstreamFailure {
  const { status, type = '', code = '', message = '', retryAfterSeconds } = facts;
  const words = `${type} ${code} ${message}`;
  const [errorCode, detail] = sort(status, words);
  return {
    code: errorCode,
    message: cut(message) || fallbackMessage(status),
    detail,
    retryAfterSeconds: retryAfterSeconds ?? waitIn(message),
  };
}

function sort(status: number | undefined, words: string): [ErrorCode, FailureDetail?] {
  if (FOREIGN_REASONING.test(words)) {
    return ['rejected', 'invalid_encrypted_content'];
  }
  const isLimit =
    status === 429 ||
    /rate.?limit|too many requests|tokens per (min|day)|requests per (min|day)/i.test(words);
  if (!isLimit && (status === undefined || (status >= 400 && status < 500)) && CONTEXT.test(words)) {
    return ['rejected', 'context_length_exceeded'];
  }
  if (status === 402 || ((status === undefined || status < 500) && QUOTA.test(words))) {
    return ['rate-limited', 'insufficient_quota'];
  }
  if (isLimit) return ['rate-limited'];
  if ((status === 401 || status === 403) && MODEL_DENIED.test(words))
    return ['unavailable', 'model_not_found'];
  if (
    status === 401 ||
    status === 403 ||
    /invalid.{0,10}api.?key|authentication|permission_?denied|unauthori/i.test(words)
  ) {
    return FILTER.test(words) ? ['rejected', 'content_filter'] : ['key-refused'];
  }
  if (status === 503 || status === 529 || OVERLOAD.test(words) || MODEL_BUSY.test(words)) {
    return ['unavailable', 'overloaded'];
  }
  if (status === 408 || status === 504 || /timed? ?out/i.test(words)) return ['timeout'];
  if (status === 409 || (status !== undefined && status >= 500)) return ['unavailable'];
  // A model that is gone is this deployment's trouble, not the request's: another candidate may serve it.
  if (status === 404 || MODEL_GONE.test(words)) return ['unavailable', 'model_not_found'];
  if (FILTER.test(words)) return ['rejected', 'content_filter'];
  if (status === 413) return ['rejected', 'context_length_exceeded'];
  if (status !== undefined && status >= 400) return ['rejected'];
  if (/invalid_request|invalid_prompt|cyber_policy|invalid argument|bad request/i.test(words))
    return ['rejected'];
  return ['unavailable'];
}

/** What says when to come back whatever went wrong. Quotas and their resets stand in good answers, too. */
const WAITS = ['retry-after', 'retry-after-ms'];

/**
 * The wait a provider asks for, in whole seconds; of a rate limit also the reset of the quota that is used up. A time
 * is measured against the answer's own `date`.
 * @param bodyText of the error, where its vendor may name the time there
 */
export function statedWaitSeconds(
  status: number,
  headers: ResponseHeaders,
  bodyText = '',
): number | undefined {
  const isLimit = status === 429;
  const ms = statedResetMs(
    name => (isLimit || WAITS.includes(name) ? first(headers[name]) : undefined),
    isLimit ? bodyText : '',
    Date.parse(first(headers.date) ?? ''),
  );
  return ms === undefined || Number.isNaN(ms) ? undefined : Math.ceil(ms / 1000);
}

/** "Please try again in 1m2.5s", "retry in 20ms". */
function waitIn(message: string): number | undefined {
  const match = /(?:try again|retry) in (?:(\d+)m(?!s))?\s*(?:(\d+(?:\.\d+)?)\s*(ms|s|seconds?))?/i.exec(
    message,
  );
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  const amount = Number(match[2] ?? 0);
  return Number(match[1] ?? 0) * 60 + Math.ceil(match[3]?.toLowerCase() === 'ms' ? amount / 1000 : amount);
}

function first(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

function cut(message: string): string {
  const text = message.trim();
  return text.length > MAX_MESSAGE_CHARS ? `${text.slice(0, MAX_MESSAGE_CHARS - 1)}…` : text;
}

/** What is said where the provider said nothing. */
export function fallbackMessage(status: number | undefined): string {
  return status === undefined ? FAILURES.reported.write() : FAILURES.status.write(status);
}

/** The words of an error body that is not JSON; empty for a web page, which helps nobody. */
export function plainMessage(bodyText: string): string {
  const text = bodyText.trim();
  return /^</.test(text) || text.length > MAX_MESSAGE_CHARS ? '' : text;
}
