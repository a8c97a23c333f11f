import type { ServerResponse } from 'node:http';
import { AppError } from '../../../domain/errors/app-error.ts';
import { ERROR_TABLE } from '../../../domain/errors/error-code.ts';

/** OpenAI's error shape. `code` is stable and meant for scripts: the detail where there is one, else the error code. */
export function errorBody(error: AppError): string {
  const message = error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
  return JSON.stringify({
    error: {
      message,
      type: ERROR_TABLE[error.code].type,
      param: null,
      code: error.detail ?? error.code.replaceAll('-', '_'),
    },
  });
}

/** Anything thrown, as an AppError; what is not one already is a defect of ours and says no more than that. */
export function toAppError(cause: unknown): AppError {
  return cause instanceof AppError
    ? cause
    : new AppError('child-failed', 'Signalbox failed to handle this request.', {
        cause,
        detail: 'internal_error',
        status: 500,
        remedy: 'Its log names the cause.',
      });
}

export function errorHeaders(error: AppError, body: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
    ...(error.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  };
}

/** Answers with the error, unless an answer began already; then the connection is cut, so that nobody takes it for whole. */
export function sendError(res: ServerResponse, error: AppError): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const body = errorBody(error);
  res.writeHead(error.status, errorHeaders(error, body));
  res.end(body);
}

/** The same answer as raw bytes, for sockets that never became a request (bad syntax, CONNECT, upgrades). */
export function rawErrorAnswer(error: AppError, reasonPhrase: string): string {
  const body = errorBody(error);
  const headers = { ...errorHeaders(error, body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${error.status} ${reasonPhrase}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
