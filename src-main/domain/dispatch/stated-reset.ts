import { parseHttpDate } from './http-date.ts';

/** Reads a response header by its lower-case name. */
export type ReadHeader = (name: string) => string | undefined;

/** An epoch in seconds is larger than any number of seconds somebody would ask to wait. */
const LEAST_EPOCH_S = 1_000_000_000;
/** And one in milliseconds larger than any in seconds. */
const LEAST_EPOCH_MS = 1_000_000_000_000;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `6m0s`, `1.5s`, `250ms`: Go durations, as OpenAI and Google write them. */
function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  let totalMs = 0;
  for (const [, amount, , unit = ''] of text.matchAll(/(\d+(\.\d+)?)(ms|s|m|h|d)/g)) {
    totalMs += Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  return totalMs;
}

/** The quotas that last longest are those of a week: what lies beyond is a clock's mistake. */
const MAX_AHEAD_MS = 8 * 86_400_000;

function until(atMs: number, nowMs: number): number {
  return Math.min(MAX_AHEAD_MS, Math.max(0, atMs - nowMs));
}

/** Milliseconds to wait from a number of seconds, an epoch, a duration or a date. */
function parseWait(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) {
    const amount = Number(trimmed);
    if (amount >= LEAST_EPOCH_MS) return until(amount, nowMs);
    return amount >= LEAST_EPOCH_S ? until(amount * 1000, nowMs) : amount * 1000;
  }
  const durationMs = parseDuration(trimmed);
  if (durationMs !== undefined) return durationMs;
  const atMs = parseHttpDate(trimmed);
  return atMs === undefined ? undefined : until(atMs, nowMs);
}

/** Pairs of remaining and reset: the reset counts where nothing remains. */
const PAIRS = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['anthropic-ratelimit-tokens-remaining', 'anthropic-ratelimit-tokens-reset'],
  ['x-ratelimit-remaining-project-tokens', 'x-ratelimit-reset-project-tokens'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
  ['anthropic-ratelimit-output-tokens-remaining', 'anthropic-ratelimit-output-tokens-reset'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
] as const;

const LONE_RESETS = ['x-ratelimit-reset', 'ratelimit-reset'] as const;

/**
 * How long the upstream asks to stay away, in milliseconds: `retry-after-ms`, `Retry-After` (seconds or date,
 * RFC 9110 §10.2.3), the reset of an exhausted quota, or the time its error body names.
 *
 * @param body beginning of the error body
 */
export function statedResetMs(header: ReadHeader, body: string, nowMs: number): number | undefined {
  const exact = header('retry-after-ms')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(exact)) return Number(exact);
  const after = parseWait(header('retry-after'), nowMs);
  if (after !== undefined) return after;
  const resets = PAIRS.flatMap(([remaining, reset]) =>
    header(remaining)?.trim() === '0' ? (parseWait(header(reset), nowMs) ?? []) : [],
  );
  if (resets.length > 0) return Math.max(...resets);
  for (const name of LONE_RESETS) {
    const lone = header(name.replace('reset', 'remaining')) === undefined && parseWait(header(name), nowMs);
    if (typeof lone === 'number') return lone;
  }
  return structuredReset(header('ratelimit')) ?? statedInBody(body, nowMs);
}

/**
 * `RateLimit: "default";r=0;t=30`, and `limit=100, remaining=0, reset=30` of older drafts
 * (draft-ietf-httpapi-ratelimit-headers), as Hugging Face and others send it.
 */
function structuredReset(text: string | undefined): number | undefined {
  if (text === undefined || !/(^|[;,\s])(r|remaining)=0\b/.test(text)) return undefined;
  const seconds = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function statedInBody(body: string, nowMs: number): number | undefined {
  // Google's RetryInfo, OpenAI's usage limit, and the sentence several vendors share.
  const delay = /"retryDelay"\s*:\s*"([\d.]+m?s)"/.exec(body)?.[1];
  if (delay) return parseDuration(delay);
  const inSeconds = /"resets_in_seconds"\s*:\s*(\d+)/.exec(body)?.[1];
  if (inSeconds) return Number(inSeconds) * 1000;
  const at = /"resets_at"\s*:\s*(\d+)/.exec(body)?.[1];
  if (at) return until(Number(at) * 1000, nowMs);
  const spoken = /try again in ((?:\d+(?:\.\d+)?(?:ms|s|m|h))+)/i.exec(body)?.[1];
  return spoken ? parseDuration(spoken) : undefined;
}
