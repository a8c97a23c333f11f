import { type Said, type Sentence, textOf } from '../sentence/sentence.ts';
import { ERROR_TABLE, type ErrorCode } from './error-code.ts';

export interface AppErrorOptions {
  readonly cause?: unknown;
  /** A finer, stable word for scripts, snake_case: `invalid_local_key`, `body_too_large`. */
  readonly detail?: string;
  /** What the person can do next, one sentence. */
  readonly remedy?: Sentence | string | undefined;
  /** Of a message and a remedy that were made elsewhere and are given as texts. */
  readonly said?: Said | undefined;
  /** Overrides the table's HTTP status where a protocol has a more exact one (401, 403, 404, 405, 413, 426). */
  readonly status?: number;
  /** Whole seconds until trying again makes sense. */
  readonly retryAfterSeconds?: number;
}

/** The only error class that crosses a border. Its message never holds a body, a prompt or a key. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly remedy: string | undefined;
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  /** What `message` and `remedy` were made of, where they were given as sentences. */
  readonly said: Said | undefined;

  constructor(code: ErrorCode, message: Sentence | string, options: AppErrorOptions = {}) {
    super(textOf(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.remedy = options.remedy === undefined ? undefined : textOf(options.remedy);
    this.status = options.status ?? ERROR_TABLE[code].status;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.said = options.said ?? gather({ message, remedy: options.remedy });
  }
}

/** The sentences among the fields; `undefined` where all are texts. */
function gather(fields: Readonly<Record<string, Sentence | string | undefined>>): Said | undefined {
  const sentences = Object.entries(fields).flatMap(([field, value]) =>
    typeof value === 'object' ? [[field, value] as const] : [],
  );
  return sentences.length === 0 ? undefined : Object.fromEntries(sentences);
}
