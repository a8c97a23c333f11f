import type { Secret } from '../../../lib/secret.ts';
import type { AttemptResult } from '../attempt.ts';
import type { UpstreamFailure } from '../wire/canonical-event.ts';

const HIDDEN = '[key]';

/**
 * A failure without the key it was refused with. Some gateways repeat the key in their error, and Codex writes
 * every error it shows into its session file.
 */
export function hideKey(result: AttemptResult, key: Secret | undefined): AttemptResult {
  const secret = key?.reveal();
  // An empty one would be found between any two letters.
  if (!secret || !('failure' in result) || result.failure === undefined) return result;
  const failure = hideKeyIn(result.failure, key);
  if (result.kind !== 'failed' || result.original === undefined) return { ...result, failure };
  return { ...result, failure, original: { ...result.original, body: cut(result.original.body, secret) } };
}

/** The same for a failure that is written into a stream that began already. */
export function hideKeyIn(failure: UpstreamFailure, key: Secret | undefined): UpstreamFailure {
  const secret = key?.reveal();
  return secret ? { ...failure, message: failure.message.replaceAll(secret, HIDDEN) } : failure;
}

function cut(body: Buffer, secret: string): Buffer {
  if (!body.includes(secret)) return body;
  // Latin-1 gives every byte back as it was.
  return Buffer.from(body.toString('latin1').replaceAll(secret, HIDDEN), 'latin1');
}
