import { AppError } from '../../../domain/errors/app-error.ts';

/** The client's request cannot be read. The message names the place, never the content. */
export function violation(message: string): AppError {
  return new AppError('contract-violation', message, { detail: 'invalid_request' });
}
