import { AppError } from '../../domain/errors/app-error.ts';
import { EXIT } from './exit-codes.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C as a signal that everything in the command listens to. */
export interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * The first Ctrl-C lets the command tidy up and end by itself; a second one ends the process where it stands.
 * Until it is disposed the signals do nothing else.
 */
export function catchInterrupt(): Interrupt {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new AppError('client-closed', 'Stopped.', { detail: 'interrupted' }));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
