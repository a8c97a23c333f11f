import { AppError } from '../../domain/errors/app-error.ts';
import { EXIT } from './exit-codes.ts';
import { paintFor } from './output/paint.ts';

/** Everything for a person goes to standard error, results to standard output: results can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function result(value: unknown, isJson: boolean, text: () => string): void {
  process.stdout.write(`${isJson ? JSON.stringify(value, leaveOutSaid) : text()}\n`);
}

/** What a text was made of is for pages that say it in another language; a script has the text. */
export function leaveOutSaid(key: string, value: unknown): unknown {
  return key === 'said' ? undefined : value;
}

/** A failure as a script and as a person meet it. */
export interface Explained {
  /** Stable word for scripts: `not_running`, `key-missing`. */
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

/** Says what went wrong and what to do, and gives the exit code that belongs to it. */
export function explain(cause: unknown, isJson: boolean): number {
  const explained = explainedOf(cause);
  printFailure(explained, isJson);
  return exitCodeOf(explained.code);
}

export function explainedOf(cause: unknown): Explained {
  if (!(cause instanceof AppError)) {
    return { code: 'internal', message: cause instanceof Error ? cause.message : String(cause) };
  }
  return {
    code: cause.detail ?? cause.code,
    message: cause.message,
    ...(cause.remedy === undefined ? {} : { remedy: cause.remedy }),
  };
}

export function printFailure(explained: Explained, isJson: boolean): void {
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ error: explained })}\n`);
    return;
  }
  const paint = paintFor(process.stderr, process.env);
  say(`${paint('red', 'signalbox:')} ${explained.message}`);
  if (explained.remedy !== undefined) say(`  ${explained.remedy}`);
}

function exitCodeOf(code: string): number {
  switch (code) {
    case 'not_running':
      return EXIT.notRunning;
    case 'already_running':
      return EXIT.alreadyRunning;
    case 'usage':
      return EXIT.usage;
    case 'interrupted':
      return EXIT.interrupted;
    default:
      return EXIT.failed;
  }
}
