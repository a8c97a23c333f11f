import { request } from 'undici';
import type { ProviderSettings } from '../../contract/settings.ts';
import type { KeyStatus } from '../../contract/snapshot.ts';
import { inWords, say } from '../../domain/sentence/sentence.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { Secret } from '../../lib/secret.ts';

const WITHIN_MS = 10_000;

/**
 * Asks the provider for its list of models, or whatever else is the cheapest call that needs the key. The result
 * is in words.
 *
 * @param nowMs when the check began, epoch ms
 */
export async function checkKey(
  label: string,
  settings: ProviderSettings,
  key: Secret,
  nowMs: number,
  signal: AbortSignal,
): Promise<NonNullable<KeyStatus['lastCheck']>> {
  const url = checkUrl(settings);
  const { origin } = url;
  try {
    const { statusCode, body } = await request(url, {
      method: 'GET',
      headers: { ...settings.headers, ...keyHeaders(settings, key) },
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    });
    await body.dump({ limit: 1024 * 1024 });
    return describe(statusCode, label, origin, nowMs);
  } catch {
    // Why the network failed is not worth a stack here: the person can only look at the network.
    return {
      atMs: nowMs,
      result: 'unreachable',
      ...inWords({ message: say`${origin} did not answer. Is the network up?` }),
    };
  }
}

/** Hugging Face shows its list of models to anybody: only the Hub says whose token it is. */
const HUGGINGFACE_ROUTER = 'router.huggingface.co';
const HUGGINGFACE_WHO = 'https://huggingface.co/api/whoami-v2';

/** What is asked. */
export function checkUrl({ base_url }: Pick<ProviderSettings, 'base_url'>): URL {
  const url = new URL(`${base_url.replace(/\/+$/, '')}/models`);
  return url.hostname === HUGGINGFACE_ROUTER ? new URL(HUGGINGFACE_WHO) : url;
}

function keyHeaders(settings: ProviderSettings, key: Secret): Record<string, string> {
  switch (settings.wire_api) {
    case 'responses':
    case 'chat':
      return { authorization: `Bearer ${key.reveal()}` };
    case 'anthropic':
      return { 'x-api-key': key.reveal(), 'anthropic-version': '2023-06-01' };
    case 'gemini':
      return { 'x-goog-api-key': key.reveal() };
    default:
      return assertNever(settings.wire_api);
  }
}

function describe(
  status: number,
  label: string,
  origin: string,
  atMs: number,
): NonNullable<KeyStatus['lastCheck']> {
  if (status >= 200 && status < 300)
    return { atMs, result: 'accepted', ...inWords({ message: say`${label} accepted the key.` }) };
  // Gemini answers 400 to a key it does not know.
  if (status === 400 || status === 401 || status === 403) {
    return {
      atMs,
      result: 'refused',
      ...inWords({ message: say`${label} refused the key (HTTP ${status}).` }),
    };
  }
  return {
    atMs,
    result: 'unreachable',
    ...inWords({ message: say`${origin} answered with HTTP ${status}: the key was not judged.` }),
  };
}
