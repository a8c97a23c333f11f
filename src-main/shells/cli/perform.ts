import { EXIT } from './exit-codes.ts';
import { catchInterrupt } from './interrupt.ts';
import { explain, say } from './print.ts';

export interface Performance {
  readonly isJson: boolean;
  /** Aborts at Ctrl-C; never for a command that handles signals itself. */
  readonly signal: AbortSignal;
}

export interface PerformOptions {
  readonly json?: boolean | undefined;
  /** Signals are the command's own business: it runs a server, or a child that decides for itself. */
  readonly handlesSignals?: boolean;
}

/**
 * Runs a command's work; what it throws is explained, and the exit code says which way it went.
 * @param work gives the exit code where it is not 0
 */
export async function perform(
  options: PerformOptions,
  work: (run: Performance) => Promise<number | undefined>,
): Promise<void> {
  const isJson = options.json === true;
  if (options.handlesSignals === true) {
    process.exitCode = await settle(isJson, undefined, () =>
      work({ isJson, signal: new AbortController().signal }),
    );
    return;
  }
  using interrupt = catchInterrupt();
  process.exitCode = await settle(isJson, interrupt.signal, () => work({ isJson, signal: interrupt.signal }));
}

async function settle(
  isJson: boolean,
  signal: AbortSignal | undefined,
  work: () => Promise<number | undefined>,
): Promise<number> {
  try {
    return (await work()) ?? EXIT.ok;
  } catch (cause) {
    if (signal?.aborted !== true) return explain(cause, isJson);
    if (!isJson) say('Stopped.');
    return EXIT.interrupted;
  }
}
