import { AppError } from '../../domain/errors/app-error.ts';

/**
 * The prompt of a command: its words, or standard input when it is `-` or absent and something is piped in.
 * @throws AppError detail `usage` when there is none
 */
export async function readPrompt(words: readonly string[], signal: AbortSignal): Promise<string> {
  const given = words.join(' ');
  const fromInput = given === '-' || (given === '' && process.stdin.isTTY !== true);
  const prompt = fromInput ? await readAll(signal) : given;
  if (prompt.trim() !== '') return prompt;
  throw new AppError('rejected', 'There is no prompt.', {
    detail: 'usage',
    remedy: 'Give it in quotes, or pipe it in.',
  });
}

async function readAll(signal: AbortSignal): Promise<string> {
  const onAbort = () => process.stdin.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    let text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
    signal.throwIfAborted();
    return text;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
