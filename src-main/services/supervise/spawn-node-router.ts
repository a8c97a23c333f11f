import { fork } from 'node:child_process';
import { fromRouterSchema } from '../../contract/from-router.ts';
import { say } from '../../domain/sentence/sentence.ts';
import type { RouterChild } from './router-child.ts';

/** What a call leaves behind is small and short-lived: 4 MB hold it, where V8 would take 16 MB twice. */
const NURSERY = '--max-semi-space-size=4';

/**
 * Starts the router as a Node child with an IPC channel. Its environment holds no provider key: those travel
 * on the channel. Its standard output goes to ours, for crashes below JavaScript.
 *
 * @param env the environment the child gets, whole
 */
export function spawnNodeRouter(entry: string, env: NodeJS.ProcessEnv): RouterChild {
  const child = fork(entry, [], {
    // Run by a packaged app's Electron, the child is that Electron too and has to be told to be a plain Node.
    env: process.versions.electron === undefined ? env : { ...env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, NURSERY],
  });
  return {
    pid: child.pid,
    send(message) {
      if (child.connected) child.send(message);
    },
    onMessage(listener) {
      child.on('message', raw => {
        const parsed = fromRouterSchema.safeParse(raw);
        if (parsed.success) listener(parsed.data);
      });
    },
    onExit(listener) {
      child.once('exit', (code, signal) =>
        listener(signal === null ? say`exit code ${String(code)}` : say`signal ${signal}`),
      );
      // A child that could not be started at all says so by an error, and never exits.
      child.once('error', cause => {
        if (child.pid === undefined) listener(cause.message);
      });
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
