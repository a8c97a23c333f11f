import { AppError } from '../../domain/errors/app-error.ts';
import { createDeadline } from '../../lib/deadline.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import type { OllamaApi } from './ollama-api.ts';

export type Occupant =
  | { readonly kind: 'ollama'; readonly version: string }
  | { readonly kind: 'nobody' }
  /** Something holds the port and is not Ollama. */
  | { readonly kind: 'stranger' };

function isRefused(cause: unknown): boolean {
  for (let each = cause; each instanceof Error; each = each.cause) {
    if (hasErrorCode(each, 'ECONNREFUSED')) return true;
    if (each instanceof AggregateError && each.errors.every(isRefused)) return true;
  }
  return false;
}

/** Asks who answers at Ollama's address. Whoever accepts and says nothing within `patienceMs` is a stranger. */
export async function identify(api: OllamaApi, patienceMs: number, signal: AbortSignal): Promise<Occupant> {
  using patience = createDeadline(patienceMs, signal);
  try {
    return { kind: 'ollama', version: await api.version(patience.signal) };
  } catch (cause) {
    signal.throwIfAborted();
    if (patience.isOver()) return { kind: 'stranger' };
    if (cause instanceof AppError && cause.code === 'unavailable') {
      return isRefused(cause) ? { kind: 'nobody' } : { kind: 'stranger' };
    }
    if (cause instanceof AppError) return { kind: 'stranger' };
    throw cause;
  }
}
