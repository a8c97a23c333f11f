import { AppError } from '../../../domain/errors/app-error.ts';
import type { UpstreamFailure } from '../wire/canonical-event.ts';

/** What a failure below HTTP means, in words a person can act on. `cause` is what the client library threw. */
export function describeTransportFailure(provider: string, origin: string, cause: unknown): UpstreamFailure {
  if (cause instanceof AppError) return { code: cause.code, message: `${provider}: ${cause.message}` };
  const code = codeOf(cause);
  switch (code) {
    case 'ECONNREFUSED':
      return { code: 'unavailable', message: `${provider}: nothing listens at ${origin}.` };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        code: 'unavailable',
        message: `${provider}: the name in ${origin} cannot be resolved. Is the network up?`,
      };
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return { code: 'timeout', message: `${provider}: no connection to ${origin} in time.` };
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
    case 'EPIPE':
      return { code: 'stream-broken', message: `${provider}: the connection to ${origin} was cut.` };
    default:
      return {
        code: 'unavailable',
        message: `${provider}: no answer from ${origin} (${code ?? 'unknown cause'}).`,
      };
  }
}

function codeOf(cause: unknown): string | undefined {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return undefined;
}
