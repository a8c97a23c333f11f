import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sleep } from '../../lib/abort.ts';

export interface ServeExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Its last lines of output, for the message. */
  readonly lastLines: readonly string[];
  /** Set when it could not be started at all. */
  readonly cause?: Error;
}

/** A running `ollama serve` and whatever it started. */
export interface ServeProcess extends AsyncDisposable {
  readonly pid: number | undefined;
  /** Resolves once it has ended, however it ended. */
  readonly exited: Promise<ServeExit>;
}

const KEPT_LINES = 20;
const KEY_NAME = /(?:API_?KEY|_TOKEN|_SECRET|PASSWORD)$/i;

/** Provider keys stay out of child processes. */
export function withoutKeys(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !KEY_NAME.test(name)));
}

/** Signals the child and the model runners in its process group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (cause) {
    // ESRCH: the whole group is gone already.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
  }
}

/**
 * Starts `ollama serve` as the leader of its own process group, so that the runners it starts can be ended
 * with it. Disposing asks politely, then forces after `graceMs`.
 */
export function startServe(
  executable: string,
  env: Readonly<Record<string, string | undefined>>,
  graceMs: number,
): ServeProcess {
  const child = spawn(executable, ['serve'], {
    env: withoutKeys(env),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    shell: executable.endsWith('.cmd'),
  });
  const lastLines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastLines.push(...text.split('\n').filter(line => line.trim() !== ''));
    lastLines.splice(0, Math.max(0, lastLines.length - KEPT_LINES));
  });
  // The last resort when this process ends without disposing.
  const onProcessExit = () => signalGroup(child, 'SIGKILL');
  process.once('exit', onProcessExit);
  const exited = new Promise<ServeExit>(resolve => {
    const end = (code: number | null, signal: NodeJS.Signals | null, cause?: Error) => {
      process.removeListener('exit', onProcessExit);
      // Runners whose server was killed do not notice by themselves.
      signalGroup(child, 'SIGKILL');
      resolve({ code, signal, lastLines: [...lastLines], ...(cause ? { cause } : {}) });
    };
    child.once('error', cause => {
      if (child.pid === undefined) end(null, null, cause);
    });
    child.once('exit', (code, signal) => end(code, signal));
  });
  return {
    pid: child.pid,
    exited,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      signalGroup(child, 'SIGTERM');
      const timer = new AbortController();
      await Promise.race([exited, sleep(graceMs, timer.signal).catch(() => undefined)]);
      timer.abort();
      if (child.exitCode === null && child.signalCode === null) {
        signalGroup(child, 'SIGKILL');
        await once(child, 'exit');
      }
      await exited;
    },
  };
}
