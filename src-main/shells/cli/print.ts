import { AppError } from '../../domain/errors/app-error.ts';
import { EXIT } from './exit-codes.ts';

/** Everything for a person goes to standard error, results to standard output: results can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function result(value: unknown, isJson: boolean, text: () => string): void {
  process.stdout.write(`${isJson ? JSON.stringify(value) : text()}\n`);
}

/** Says what went wrong and what to do, and gives the exit code that belongs to it. */
export function explain(cause: unknown, isJson: boolean): number {
  const error = cause instanceof AppError ? cause : undefined;
  const code = error?.detail ?? error?.code ?? 'internal';
  const message = error?.message ?? (cause instanceof Error ? cause.message : String(cause));
  if (isJson) {
    const body = {
      error: { code, message, ...(error?.remedy === undefined ? {} : { remedy: error.remedy }) },
    };
    process.stdout.write(`${JSON.stringify(body)}\n`);
  } else {
    say(`signalbox: ${message}`);
    if (error?.remedy !== undefined) say(`  ${error.remedy}`);
  }
  if (code === 'not_running') return EXIT.notRunning;
  return code === 'already_running' ? EXIT.alreadyRunning : EXIT.failed;
}
