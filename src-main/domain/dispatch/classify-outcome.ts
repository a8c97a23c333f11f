import type { Outcome } from './outcome.ts';
import { type ReadHeader, statedResetMs } from './stated-reset.ts';

/** What happened between the router and the upstream. */
export type UpstreamFact =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly header: ReadHeader;
      /** Beginning of the body, a few kilobytes; empty where it was not read. */
      readonly body: string;
    }
  /** Refused, DNS, TLS, reset before an answer. */
  | { readonly kind: 'connect-failed' }
  | { readonly kind: 'timeout'; readonly phase: 'connect' | 'ttft' | 'idle' }
  /** Status 200 and nothing in it. */
  | { readonly kind: 'empty' }
  /** Status 200, and the stream tells of an error. */
  | { readonly kind: 'stream-error'; readonly code?: string | undefined; readonly message: string }
  /** The stream ended before it was complete. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'client-closed' }
  | { readonly kind: 'answered'; readonly status: number };

/** Statuses of the reference that another candidate may answer. */
const REFERENCE_RETRYABLE = new Set([404, 408, 409, 429, 500, 502, 503, 504]);

/** The model is gone for good: its own cooldown. Bodies say so under 400 too, and some under 200. */
const MODEL_MISSING =
  /model_not_found|model_not_supported|model_decommissioned|unknown_model|\bmodel\b[^.\n]{0,80}(not found|does not exist|not exist|decommissioned|deprecated|not supported by)/i;
/** The model is there and cannot answer now. */
const MODEL_UNAVAILABLE =
  /server_is_overloaded|overloaded_error|model_overloaded|\bmodel\b[^.\n]{0,80}(unavailable|not available|overloaded|too busy|at capacity|is loading)/i;
const OUT_OF_QUOTA =
  /insufficient_quota|usage_limit_reached|rate_limit|resource_exhausted|too many requests/i;

function failed(word: string, more: Partial<Outcome> = {}): Outcome {
  return { result: 'failed', isRetryable: true, word, ...more };
}

function classifyStatus(
  { status, header, body }: Extract<UpstreamFact, { kind: 'status' }>,
  nowMs: number,
  isReference: boolean,
): Outcome {
  const statedMs = statedResetMs(header, body, nowMs);
  const stated = statedMs === undefined ? {} : { statedMs };
  const base = { status, ...stated };
  // 402: out of credit, which is a quota by another name.
  if (status === 429 || (status === 402 && !isReference)) {
    return failed('rate_limited', { ...base, cooldown: 'rate-limited' });
  }
  if (status === 401 || status === 403) {
    if (MODEL_MISSING.test(body)) return failed('model_not_found', { status, cooldown: 'model-missing' });
    return failed('key_refused', { status, cooldown: 'key-refused', isRetryable: !isReference });
  }
  if (status === 404 || MODEL_MISSING.test(body)) {
    return failed('model_not_found', { status, cooldown: 'model-missing' });
  }
  if (MODEL_UNAVAILABLE.test(body)) return failed('model_unavailable', base);
  if (status >= 500) {
    return failed(`http_${status}`, {
      ...base,
      isRetryable: !isReference || REFERENCE_RETRYABLE.has(status),
    });
  }
  if (REFERENCE_RETRYABLE.has(status)) return failed(`http_${status}`, base);
  return { result: 'rejected', isRetryable: false, status, word: `http_${status}` };
}

function classifyStreamError(code: string, message: string, nowMs: number): Outcome {
  const text = `${code} ${message}`;
  if (OUT_OF_QUOTA.test(text)) {
    const statedMs = statedResetMs(() => undefined, message, nowMs);
    return failed('rate_limited', {
      cooldown: 'rate-limited',
      ...(statedMs === undefined ? {} : { statedMs }),
    });
  }
  if (MODEL_MISSING.test(text)) return failed('model_not_found', { cooldown: 'model-missing' });
  if (/^(invalid_prompt|context_length_exceeded|cyber_policy|invalid_request_error)$/.test(code)) {
    return { result: 'rejected', isRetryable: false, word: code };
  }
  return failed('stream_error');
}

/**
 * What an upstream's behaviour means: whether another candidate may be tried, whether the deployment leaves
 * traffic and for how long, and how it counts. `isReference` keeps to the reference list of retryable
 * statuses; otherwise a refused key, spent credit and every 5xx also go on to the next candidate, since
 * none of them says anything of the request.
 */
export function classifyOutcome(fact: UpstreamFact, nowMs: number, isReference = false): Outcome {
  switch (fact.kind) {
    case 'status':
      return classifyStatus(fact, nowMs, isReference);
    case 'connect-failed':
      return failed('connect_failed');
    case 'timeout':
      return failed(`timeout_${fact.phase}`);
    case 'empty':
      return failed('empty_answer', { status: 200 });
    case 'stream-error':
      return { ...classifyStreamError(fact.code ?? '', fact.message, nowMs), status: 200 };
    case 'cut':
      return failed('stream_cut', { status: 200 });
    case 'client-closed':
      return { result: 'cancelled', isRetryable: false, word: 'client_closed' };
    case 'answered':
      return { result: 'succeeded', isRetryable: false, status: fact.status, word: 'ok' };
  }
}
