import type { AttemptTarget } from '../attempt.ts';

/** The key in the header its wire API wants it in. The one place where a key leaves its `Secret`. */
export function authHeaders(target: AttemptTarget): Record<string, string> {
  if (target.key === undefined) return {};
  const key = target.key.reveal();
  switch (target.wire.wireApi) {
    case 'responses':
    case 'chat':
      return { authorization: `Bearer ${key}` };
    case 'anthropic':
      return { 'x-api-key': key };
    case 'gemini':
      return { 'x-goog-api-key': key };
  }
}
