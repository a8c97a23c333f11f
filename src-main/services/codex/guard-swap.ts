import { spawn } from 'node:child_process';

export interface GuardCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Starts a process of its own that waits for ours to end, however it ends, and undoes the swap then: it holds
 * the other end of a pipe, and a pipe closes even at kill -9. It keeps nothing alive. A guard that cannot be
 * started is told to `onDefect`; the next start of Signalbox restores anyway.
 */
export function guardSwap(
  guard: GuardCommand,
  env: Readonly<Record<string, string | undefined>>,
  onDefect: (cause: unknown) => void,
): Disposable {
  const isScript = guard.command.endsWith('.cmd');
  const child = spawn(isScript ? `"${guard.command}"` : guard.command, [...guard.args], {
    detached: true,
    env,
    shell: isScript,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', onDefect);
  // The guard may be gone before we are: there is nothing to tell it then.
  child.stdin.on('error', () => undefined);
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return { [Symbol.dispose]: () => child.stdin.end() };
}
