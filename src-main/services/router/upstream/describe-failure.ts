import { FAILURES, UNKNOWN_CAUSE } from '../../../domain/dispatch/failure-words.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import { textOf } from '../../../domain/sentence/sentence.ts';
import type { UpstreamFailure } from '../wire/canonical-event.ts';

/** What a failure below HTTP means, in words a person can act on. `cause` is what the client library threw. */
export function describeTransportFailure(provider: string, origin: string, cause: unknown): UpstreamFailure {
  const named = (words: string) => `${provider}: ${words}`;
  if (cause instanceof AppError) return { code: cause.code, message: named(cause.message) };
  const code = codeOf(cause);
  switch (code) {
    case 'ECONNREFUSED':
      return { code: 'unavailable', message: named(FAILURES.nothingListens.write(origin)) };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        code: 'unavailable',
        message: named(FAILURES.unresolved.write(origin)),
      };
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return { code: 'timeout', message: named(FAILURES.noConnection.write(origin)) };
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
    case 'EPIPE':
      return { code: 'stream-broken', message: named(FAILURES.cutConnection.write(origin)) };
    default:
      return {
        code: 'unavailable',
        message: named(FAILURES.noAnswer.write(origin, code ?? textOf(UNKNOWN_CAUSE))),
      };
  }
}

function codeOf(cause: unknown): string | undefined {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return undefined;
}
