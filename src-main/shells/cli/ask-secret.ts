import type { ReadStream } from 'node:tty';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from './print.ts';

type Input = NodeJS.ReadStream | ReadStream;

/**
 * Reads one secret: at a terminal from a prompt that shows nothing, otherwise the first line of standard
 * input. It is never an argument, which every process of this machine could read.
 */
export async function askSecret(question: string, input: Input, signal: AbortSignal): Promise<string> {
  return input.isTTY === true
    ? await promptSilently(question, input, signal)
    : await firstLine(input, signal);
}

async function firstLine(input: Input, signal: AbortSignal): Promise<string> {
  let text = '';
  const onAbort = () => input.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const chunk of input.setEncoding('utf8')) text += String(chunk);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  signal.throwIfAborted();
  return (text.split(/\r?\n/)[0] ?? '').trim();
}

function promptSilently(question: string, input: Input, signal: AbortSignal): Promise<string> {
  // First, so that what is pasted the moment the prompt appears is not shown either.
  input.setRawMode(true);
  process.stderr.write(`${question} (nothing is shown): `);
  input.setEncoding('utf8');
  return new Promise<string>((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void) => {
      input.off('data', onData);
      signal.removeEventListener('abort', onAbort);
      input.setRawMode(false);
      input.pause();
      say('');
      settle();
    };
    const onAbort = () => end(() => reject(signal.reason));
    const onData = (chunk: string) => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n') return end(() => resolve(typed.trim()));
        if (character === '\u0003' || character === '\u0004') return end(() => reject(interrupted()));
        if (character === '\u007f' || character === '\b') typed = typed.slice(0, -1);
        else if (character >= ' ') typed += character;
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    input.on('data', onData);
    input.resume();
  });
}

/** In raw mode Ctrl-C and Ctrl-D are characters like any other. */
function interrupted(): AppError {
  return new AppError('client-closed', 'Stopped.', { detail: 'interrupted' });
}
