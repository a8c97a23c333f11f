import type { IncomingHttpHeaders } from 'node:http';
import type { HeaderList } from './header-list.ts';

/**
 * What of Codex's request headers an OpenAI Responses upstream gets. A list of the allowed, not of the
 * forbidden: `x-codex-turn-metadata` names local folders, and whatever comes next might too.
 */
const TO_RESPONSES_UPSTREAM = [
  'accept',
  'content-type',
  'user-agent',
  'originator',
  'openai-beta',
  'session-id',
  'thread-id',
  'x-client-request-id',
  'x-codex-window-id',
  'x-openai-subagent',
  'x-openai-internal-codex-responses-lite',
] as const;

export function requestHeadersFor(headers: IncomingHttpHeaders): string[] {
  const forwarded: string[] = [];
  for (const name of TO_RESPONSES_UPSTREAM) {
    const value = headers[name];
    if (typeof value === 'string') forwarded.push(name, value);
  }
  return forwarded;
}

/**
 * Response headers that stay behind. Hop-by-hop ones by RFC 9110 §7.6.1; cookies are the provider's business
 * with us; `openai-model` makes Codex warn that the account was flagged; an etag of somebody else's model
 * list would make Codex fetch ours again.
 */
const NOT_FROM_UPSTREAM = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'set-cookie',
  'alt-svc',
  'strict-transport-security',
  'openai-model',
  'openai-organization',
  'x-models-etag',
  'x-codex-turn-state',
  'access-control-allow-origin',
  'access-control-expose-headers',
]);

/** What the person's own Codex is to hear from OpenAI itself. */
const FROM_OWN_PLAN = new Set(['openai-model', 'x-models-etag', 'x-codex-turn-state']);

export function answerHeadersFrom(headers: IncomingHttpHeaders, isOwnPlan = false): HeaderList {
  const kept: (string | string[])[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const isKept = !NOT_FROM_UPSTREAM.has(name) || (isOwnPlan && FROM_OWN_PLAN.has(name));
    if (value !== undefined && isKept) kept.push(name, value);
  }
  return kept;
}
