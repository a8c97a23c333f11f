import type { ResponseHeaders } from '../dialect.ts';

/** About a screenful. */
const MAX_MESSAGE_CHARS = 2_000;
/** Waits beyond a day are not waits. */
const MAX_RETRY_SECONDS = 86_400;

/** A provider's words for a person: trimmed, never empty, cut to a screenful. */
export function errorText(text: string | undefined, otherwise: string): string {
  const trimmed = text?.trim() ?? '';
  const message = trimmed === '' ? otherwise : trimmed;
  return message.length > MAX_MESSAGE_CHARS ? `${message.slice(0, MAX_MESSAGE_CHARS - 1)}…` : message;
}

/** What is worth showing of a body that is not the provider's JSON: an HTML page of a proxy says nothing. */
export function plainBody(bodyText: string): string {
  return /^\s*</.test(bodyText) ? '' : bodyText;
}

/** Whole seconds of a `retry-after` given in seconds. A date would need a clock and is left out. */
export function retryAfterSeconds(headers: ResponseHeaders): number | undefined {
  const value = headers['retry-after'];
  return wholeSeconds(typeof value === 'string' ? value : value?.[0]);
}

/** `26`, `26s` or `26.5s` as whole seconds, rounded up. */
export function wholeSeconds(text: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*s?\s*$/.exec(text ?? '');
  if (match === null) return undefined;
  return Math.min(Math.ceil(Number(match[1])), MAX_RETRY_SECONDS);
}
