import { utilityProcess } from 'electron';
import { fromRouterSchema } from '../../contract/from-router.ts';
import { say } from '../../domain/sentence/sentence.ts';
import type { RouterChild } from '../../services/supervise/router-child.ts';

/** Starts the router as an Electron utility process: no second executable, and it ends with the app. */
export function spawnUtilityRouter(entry: string, env: NodeJS.ProcessEnv): RouterChild {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Signalbox Router',
    env: definedOnly(env),
    stdio: 'inherit',
  });
  let pid: number | undefined;
  child.once('spawn', () => {
    pid = child.pid;
  });
  return {
    get pid() {
      return pid;
    },
    send: message => child.postMessage(message),
    onMessage(listener) {
      child.on('message', (raw: unknown) => {
        const parsed = fromRouterSchema.safeParse(raw);
        if (parsed.success) listener(parsed.data);
      });
    },
    onExit(listener) {
      child.once('exit', code => listener(say`exit code ${String(code)}`));
    },
    kill() {
      // Electron's own kill is a polite SIGTERM, which the router answers by draining.
      if (pid === undefined) child.kill();
      else process.kill(pid, 'SIGKILL');
    },
  };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
