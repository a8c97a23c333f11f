import type { IncomingHttpHeaders } from 'node:http';
import type { RouterSettings } from '../../../contract/settings.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import { Secret } from '../../../lib/secret.ts';
import type { AttemptTarget } from '../attempt.ts';
import { readBaseUrl } from '../upstream/base-url.ts';

/** Name under which the person's own plan stands in reasons and logs. */
export const OWN_PLAN = 'own-openai-plan';

const API_URL = 'https://api.openai.com/v1';
/** Where Codex itself sends requests that carry a ChatGPT login. */
const CHATGPT_URL = 'https://chatgpt.com/backend-api/codex';

/** Hop-by-hop (RFC 9110 §7.6.1), made anew for the upstream, or carried by the target's key. */
const LEFT_OUT = new Set([
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * OpenAI as the person's own Codex would reach it, with the credentials and headers it sent. They go nowhere
 * else: only this target ever holds them.
 *
 * @throws AppError 401 `login_missing` for a request that carries none
 */
export function ownTarget(
  headers: IncomingHttpHeaders,
  settings: RouterSettings,
  model: string,
): AttemptTarget {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer === undefined) {
    throw new AppError('key-missing', 'This request carries no OpenAI login.', {
      detail: 'login_missing',
      status: 401,
      remedy: 'Log in with "codex login", or leave swap mode with "signalbox codex disable".',
    });
  }
  const isChatGpt = headers['chatgpt-account-id'] !== undefined;
  const url = isChatGpt
    ? (settings.providers.chatgpt?.base_url ?? CHATGPT_URL)
    : (settings.providers.openai?.base_url ?? API_URL);
  return {
    deployment: OWN_PLAN,
    baseUrl: readBaseUrl(url),
    wire: { provider: 'openai', wireApi: 'responses', model },
    key: new Secret(bearer),
    headers: sentOn(headers),
    isOwnPlan: true,
  };
}

function sentOn(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && !LEFT_OUT.has(name)) kept[name] = value;
  }
  return kept;
}
